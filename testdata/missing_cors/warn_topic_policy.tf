resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_sns_topic" "frames" {
  name = "frames"
}

resource "aws_sns_topic_policy" "frames" {
  arn = aws_sns_topic.frames.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sns:Subscribe"
      Resource  = aws_sns_topic.frames.arn
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_s3_bucket_notification" "frames" {
  bucket = aws_s3_bucket.frames.id

  topic {
    topic_arn = aws_sns_topic.frames.arn
    events    = ["s3:ObjectCreated:*"]
  }
}
