terraform {
  backend "s3" {
    bucket = "acme-states"
    key    = "storage/terraform.tfstate"
    region = "us-east-1"
  }
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

output "frames_arn" {
  value = aws_s3_bucket.frames.arn
}
