resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "terraform_data" "loop" {
  provisioner "local-exec" {
    command = "aws sagemaker-a2i-runtime start-human-loop --human-loop-name first --flow-definition-arn ${var.flow} --human-loop-input '{\"InputContent\": \"{\\\"image\\\": \\\"s3://${aws_s3_bucket.frames.id}/first.jpg\\\"}\"}'"
  }
}

variable "flow" {
  type = string
}
