# https://github.com/bridgecrewio/checkov/issues/91: rules that a dynamic block makes
variable "origins" {
  type    = list(string)
  default = ["https://a.example.com", "*"]
}

variable "unset" {
  type = list(string)
}

resource "aws_s3_bucket" "known" {
  bucket = "known"
  tags = { Purpose = "labeling-input" }

  dynamic "cors_rule" {
    for_each = var.origins
    content {
      allowed_methods = ["GET"]
      allowed_origins = [cors_rule.value]
    }
  }
}

resource "aws_s3_bucket" "unknown" {
  bucket = "unknown"
  tags = { Purpose = "labeling-input" }

  dynamic "cors_rule" {
    for_each = var.unset
    content {
      allowed_methods = ["GET"]
      allowed_origins = [cors_rule.value]
    }
  }
}

resource "aws_s3_bucket" "beside" {
  bucket = "beside"
  tags = { Purpose = "labeling-input" }

  dynamic "cors_rule" {
    for_each = var.unset
    content {
      allowed_methods = ["PUT"]
      allowed_origins = [cors_rule.value]
    }
  }

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
  }
}

resource "aws_s3_bucket" "none" {
  bucket = "none"
  tags = { Purpose = "labeling-input" }

  dynamic "cors_rule" {
    for_each = [for origin in var.origins : origin if origin == "https://b.example.com"]
    content {
      allowed_methods = ["GET"]
      allowed_origins = ["*"]
    }
  }
}
