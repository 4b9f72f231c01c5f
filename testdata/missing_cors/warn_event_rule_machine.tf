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
            "InputContent.$" = "$.content"
          }
        }
        End = true
      }
    }
  })
}

resource "aws_cloudwatch_event_target" "frames" {
  rule     = aws_cloudwatch_event_rule.frames.name
  arn      = aws_sfn_state_machine.review.arn
  role_arn = "arn:aws:iam::111122223333:role/events"
}
