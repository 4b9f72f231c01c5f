resource "aws_s3_bucket" "frames" {
  bucket = "acme-frames"
}

resource "aws_sns_topic" "frames" {
  name = "frames"
}

resource "aws_s3_bucket_notification" "frames" {
  bucket = aws_s3_bucket.frames.id

  topic {
    topic_arn = aws_sns_topic.frames.arn
    events    = ["s3:ObjectCreated:*"]
  }
}

resource "aws_sagemaker_labeling_job" "stream" {
  label_attribute_name = "cars"
  labeling_job_name    = "stream"
  role_arn             = "arn:aws:iam::111122223333:role/labeling"

  input_config {
    data_source {
      sns_data_source {
        sns_topic_arn = aws_sns_topic.frames.arn
      }
    }
  }

  output_config {
    s3_output_path = "s3://acme-labels/cars/"
  }
}
