variable "stage" {
  type = string
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
  tags = {
    Purpose = var.stage == "prod" ? "labeling-input" : "scratch"
  }
}
