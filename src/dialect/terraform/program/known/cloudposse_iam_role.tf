# cloudposse/iam-role/aws: the role, whom it trusts and what it is given

variable "enabled" {
  type    = bool
  default = null
}

variable "context" {
  type    = any
  default = {}
}

variable "principals" {
  type    = map(list(string))
  default = {}
}

variable "policy_documents" {
  type    = list(string)
  default = []
}

variable "managed_policy_arns" {
  type    = list(string)
  default = []
}

variable "permissions_boundary" {
  type    = string
  default = ""
}

locals {
  enabled = coalesce(var.enabled, try(var.context.enabled, null), true)
}

data "aws_iam_policy_document" "assume" {
  dynamic "statement" {
    for_each = var.principals
    content {
      actions = ["sts:AssumeRole"]

      principals {
        type        = statement.key
        identifiers = statement.value
      }
    }
  }
}

resource "aws_iam_role" "default" {
  count                = !local.enabled ? 0 : 1
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.permissions_boundary == "" ? null : var.permissions_boundary
}

resource "aws_iam_role_policy" "default" {
  count  = !local.enabled ? 0 : length(var.policy_documents)
  role   = aws_iam_role.default[0].name
  policy = var.policy_documents[count.index]
}

resource "aws_iam_role_policy_attachment" "managed" {
  count      = !local.enabled ? 0 : length(var.managed_policy_arns)
  role       = aws_iam_role.default[0].name
  policy_arn = var.managed_policy_arns[count.index]
}

output "arn" {
  value = try(aws_iam_role.default[0].arn, "")
}

output "id" {
  value = try(aws_iam_role.default[0].unique_id, "")
}

output "name" {
  value = try(aws_iam_role.default[0].name, "")
}
