resource "aws_s3_bucket" "images" {
  bucket = "acme-images"
}

resource "aws_s3_bucket" "models" {
  bucket = "acme-models"
}

resource "aws_iam_role" "review" {
  name = "review"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "sagemaker.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "review" {
  role = aws_iam_role.review.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.images.arn}/*"]
      },
    ]
  })
}

resource "aws_iam_role" "train" {
  name               = "train"
  assume_role_policy = aws_iam_role.review.assume_role_policy
}

resource "aws_iam_role_policy" "train" {
  role = aws_iam_role.train.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["${aws_s3_bucket.models.arn}/*", "${aws_s3_bucket.images.arn}/*"]
      },
    ]
  })
}

# one role trains as well as it reviews
resource "aws_sfn_state_machine" "all" {
  name     = "all"
  role_arn = "arn:aws:iam::111122223333:role/states"

  definition = jsonencode({
    StartAt = "Train"
    States = {
      Train = {
        Type     = "Task"
        Next     = "Relabel"
        Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync"
        Parameters = {
          "TrainingJobName.$" = "$.name"
          RoleArn             = aws_iam_role.train.arn
        }
      }
      Relabel = {
        Type     = "Task"
        Next     = "Review"
        Resource = "arn:aws:states:::aws-sdk:sagemaker:createFlowDefinition"
        Parameters = {
          "FlowDefinitionName.$" = "$.name"
          RoleArn                = aws_iam_role.train.arn
        }
      }
      Review = {
        Type     = "Task"
        End      = true
        Resource = "arn:aws:states:::aws-sdk:sagemaker:createFlowDefinition"
        Parameters = {
          "FlowDefinitionName.$" = "$.name"
          RoleArn                = aws_iam_role.review.arn
        }
      }
    }
  })
}
