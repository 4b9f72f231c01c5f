name  = "prod.tfvars"
whole = { prod = "yes" }
