variable "bucket" {}

locals {
  rendered = templatefile("${path.module}/machine.json.tftpl", { bucket = var.bucket, names = ["a", "b"] })
}

output "machine" {
  value = jsondecode(local.rendered)
}

output "single" {
  value = jsondecode(templatefile("${path.module}/machine.json.tftpl", { bucket = "x", names = [] }))
}

output "root_file" {
  value = file("shared.txt")
}

output "own_file" {
  value = trimspace(file("${path.module}/shared.txt"))
}

output "yaml" {
  value = yamldecode(<<-EOT
    a: [1, two]
    b: {c: yes}
  EOT
  )
}
