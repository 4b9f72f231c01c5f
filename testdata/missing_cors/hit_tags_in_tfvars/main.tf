variable "tags" { type = map(string) }

resource "aws_s3_bucket" "photos" {
  bucket = "acme-photos-3"
  tags   = var.tags
}
