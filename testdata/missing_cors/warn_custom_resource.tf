# a template inside the configuration
resource "aws_cloudformation_stack" "labeling" {
  name = "labeling"

  template_body = <<-EOT
    Resources:
      Frames:
        Type: AWS::S3::Bucket
      Job:
        Type: Custom::LabelingJob
        Properties:
          ServiceToken: arn:aws:lambda:eu-west-1:111122223333:function:labeling
          LabelingInputBucket: !Ref Frames
  EOT
}
