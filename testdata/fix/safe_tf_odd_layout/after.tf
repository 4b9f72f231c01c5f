/* { */ variable "x" { default = "}" }

    resource "aws_s3_bucket" "b" {
        bucket = "acme-frames"
        tags = { Purpose = "labeling-input", note = <<EOT
}
resource "x" {
EOT
        }
    }

    resource "aws_s3_bucket_cors_configuration" "b" {
      bucket = aws_s3_bucket.b.id

      cors_rule {
        allowed_methods = ["GET"]
        allowed_origins = ["*"]
        expose_headers  = ["Access-Control-Allow-Origin"]
      }
    }
