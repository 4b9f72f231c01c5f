variable "name" {
  type = string
}

variable "methods" {
  type    = list(string)
  default = ["PUT"]
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags = { Purpose = "labeling-input" }
}

resource "aws_s3_bucket_cors_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  cors_rule {
    allowed_methods = var.methods
    allowed_origins = ["*"]
  }
}
