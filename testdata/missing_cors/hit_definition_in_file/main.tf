resource "aws_s3_bucket" "photos" {
  bucket = "acme-photos"
}

resource "aws_sfn_state_machine" "pipeline" {
  name     = "pipeline"
  role_arn = var.role
  definition = templatefile("${path.module}/pipeline.asl.json", {
    photos = aws_s3_bucket.photos.bucket
  })
}

variable "role" {
  type = string
}
