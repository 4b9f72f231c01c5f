# the manifest of a labeling job, which is started elsewhere
resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "jobs" {
  bucket = "acme-jobs"
}

resource "aws_s3_object" "manifest" {
  bucket = aws_s3_bucket.jobs.id
  key    = "cars/input.manifest"
  source = "${path.module}/data/input.manifest"
}
