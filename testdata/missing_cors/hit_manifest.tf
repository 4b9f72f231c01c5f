resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_s3_bucket" "jobs" {
  bucket = "acme-jobs"
}

resource "aws_s3_object" "manifest" {
  bucket = aws_s3_bucket.jobs.id
  key    = "cars/input.manifest"

  # one line for each image that the labeling job shows
  content = join("\n", [
    for image in ["a.jpg", "b.jpg"] : jsonencode({ source-ref = "s3://${aws_s3_bucket.frames.id}/${image}" })
  ])
}
