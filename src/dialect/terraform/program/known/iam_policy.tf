# terraform-aws-modules/iam/aws//modules/iam-policy: one policy

variable "create" {
  type    = bool
  default = true
}

variable "create_policy" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "policy" {
  type    = string
  default = ""
}

resource "aws_iam_policy" "this" {
  count  = var.create && var.create_policy ? 1 : 0
  name   = var.name
  policy = var.policy
}

output "arn" {
  value = try(aws_iam_policy.this[0].arn, "")
}

output "id" {
  value = try(aws_iam_policy.this[0].id, "")
}

output "name" {
  value = try(aws_iam_policy.this[0].name, "")
}

output "policy" {
  value = try(aws_iam_policy.this[0].policy, "")
}
