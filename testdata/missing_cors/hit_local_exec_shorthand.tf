resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "terraform_data" "job" {
  triggers_replace = [aws_s3_bucket.frames.id]

  provisioner "local-exec" {
    command = "aws sagemaker create-labeling-job --labeling-job-name cars --input-config DataSource={S3DataSource={ManifestS3Uri=s3://$BUCKET/input.manifest}}"

    environment = {
      BUCKET = self.triggers_replace[0]
    }
  }
}
