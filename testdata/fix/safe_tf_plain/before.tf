# data
resource "aws_s3_bucket" "b" {
  bucket = "x-${var.env}"

  tags = {
    Purpose = "labeling-input"
    note    = "}"
  }
}

variable "env" {
  default = "dev"
}
