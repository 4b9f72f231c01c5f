resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "local_file" "request" {
  filename = "${path.module}/build/request.json"

  content = templatefile("${path.module}/request.json.tftpl", {
    bucket = aws_s3_bucket.frames.id
  })
}

resource "null_resource" "job" {
  provisioner "local-exec" {
    command = "aws sagemaker create-labeling-job --cli-input-json file://${local_file.request.filename}"
  }
}
