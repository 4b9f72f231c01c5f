# The other root names the first bucket in a policy, and sets the rules of the second.
resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "scans" {
  bucket = "acme-scans"
}
