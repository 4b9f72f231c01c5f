# new objects start a training; removed ones start a review
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

resource "aws_s3_bucket_notification" "frames" {
  bucket      = aws_s3_bucket.frames.id
  eventbridge = true
}

resource "aws_cloudwatch_event_rule" "frames" {
  name = "frames"

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Created"]
    detail      = { bucket = { name = [aws_s3_bucket.frames.id] } }
  })
}

resource "aws_sfn_state_machine" "training" {
  name     = "training"
  role_arn = "arn:aws:iam::111122223333:role/review"

  definition = jsonencode({
    StartAt = "Train"
    States = {
      Train = {
        Type     = "Task"
        Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync"
        End      = true
      }
    }
  })
}

resource "aws_cloudwatch_event_target" "frames" {
  rule     = aws_cloudwatch_event_rule.frames.name
  arn      = aws_sfn_state_machine.training.arn
  role_arn = "arn:aws:iam::111122223333:role/events"
}

resource "aws_cloudwatch_event_rule" "removed" {
  name = "removed"

  event_pattern = jsonencode({
    source      = ["aws.s3"]
    detail-type = ["Object Deleted"]
    detail      = { bucket = { name = [aws_s3_bucket.frames.id] } }
  })
}

resource "aws_sfn_state_machine" "review" {
  name     = "review"
  role_arn = "arn:aws:iam::111122223333:role/review"

  definition = jsonencode({
    StartAt = "Review"
    States = {
      Review = {
        Type     = "Task"
        Resource = "arn:aws:states:::aws-sdk:sagemakera2iruntime:startHumanLoop"
        Parameters = {
          "HumanLoopName.$" = "$.id"
          FlowDefinitionArn = "arn:aws:sagemaker:eu-west-1:111122223333:flow-definition/review"
          HumanLoopInput = {
            "InputContent.$" = "States.Format('\\{\"image\":\"s3://{}/{}\"\\}', $.detail.bucket.name, $.detail.object.key)"
          }
        }
        End = true
      }
    }
  })
}

resource "aws_cloudwatch_event_target" "removed" {
  rule     = aws_cloudwatch_event_rule.removed.name
  arn      = aws_sfn_state_machine.review.arn
  role_arn = "arn:aws:iam::111122223333:role/events"
}
