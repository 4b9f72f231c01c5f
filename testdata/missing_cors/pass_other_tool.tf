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

resource "aws_s3_bucket" "studio" {
  bucket = "acme-label-studio"

  tags = {
    Application = "label-studio"
  }
}

resource "aws_s3_bucket_cors_configuration" "studio" {
  bucket = aws_s3_bucket.studio.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://labels.example.com"]
  }
}
