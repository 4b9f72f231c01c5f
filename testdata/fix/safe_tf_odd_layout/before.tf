/* { */ variable "x" { default = "}" }

    resource "aws_s3_bucket" "b" {
        bucket = "acme-frames"
        tags = { Purpose = "labeling-input", note = <<EOT
}
resource "x" {
EOT
        }
    }
