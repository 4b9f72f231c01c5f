# commands that touch the bucket and start no labeling
resource "aws_s3_bucket" "sound" {
  bucket = "acme-sound"

  tags = {
    Purpose = "labeling-input"
  }
}

resource "aws_s3_bucket_cors_configuration" "sound" {
  bucket = aws_s3_bucket.sound.id

  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["*"]
    expose_headers  = ["Access-Control-Allow-Origin"]
  }
}

resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "null_resource" "training" {
  provisioner "local-exec" {
    command = <<-EOT
      # aws sagemaker create-labeling-job --input-config DataSource={S3DataSource={ManifestS3Uri=s3://${aws_s3_bucket.frames.id}/x.manifest}}
      aws s3 cp labels.manifest s3://${aws_s3_bucket.frames.id}/labels.manifest
      aws sagemaker create-training-job --cli-input-json file://training.json
    EOT
  }
}
