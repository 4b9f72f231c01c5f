resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "terraform_data" "job" {
  provisioner "local-exec" {
    command = "aws sagemaker create-labeling-job --labeling-job-name cars --input-config DataSource={S3DataSource={ManifestS3Uri=s3://${aws_s3_bucket.frames.id}}}"
  }
}
