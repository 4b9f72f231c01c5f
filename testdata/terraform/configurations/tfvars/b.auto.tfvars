auto      = "b.auto.tfvars"
auto_json = "b.auto.tfvars"
name      = <<-EOT
  heredoc
EOT
