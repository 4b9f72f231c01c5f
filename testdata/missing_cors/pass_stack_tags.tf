resource "aws_s3_bucket" "sound" {
  bucket = "acme-sound"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

# tags that every bucket has speak of the stack
provider "aws" {
  default_tags {
    tags = {
      Stack                                                             = "sagemaker-ground-truth"
      "aws-cdk:cr-owned:infrastructure/ground_truth_templates/1a2b3c4d" = "true"
    }
  }
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}
