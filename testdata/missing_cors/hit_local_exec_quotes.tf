resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "terraform_data" "job" {
  provisioner "local-exec" {
    command = <<-EOT
      aws sagemaker create-labeling-job \
        --labeling-job-name cars --label-attribute-name boxes \
        --input-config '{"DataSource":{"S3DataSource":{"ManifestS3Uri":"s3://'"$FRAMES"'/cars.manifest"}}}' \
        --output-config S3OutputPath=s3://acme-labels/
    EOT

    environment = {
      FRAMES = aws_s3_bucket.frames.id
    }
  }
}
