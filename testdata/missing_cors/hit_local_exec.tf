resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "null_resource" "job" {
  triggers = {
    manifest = "s3://${aws_s3_bucket.frames.id}/input.manifest"
  }

  provisioner "local-exec" {
    command = <<-EOT
      aws sagemaker create-labeling-job \
        --labeling-job-name cars \
        --label-attribute-name cars \
        --role-arn arn:aws:iam::111122223333:role/labeling \
        --input-config '{"DataSource": {"S3DataSource": {"ManifestS3Uri": "${self.triggers.manifest}"}}}' \
        --output-config S3OutputPath=s3://acme-labels/cars/
    EOT
  }
}
