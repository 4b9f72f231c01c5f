import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('starter'),
  environment: { FRAMES: frames.bucketName },
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:CreateLabelingJob'], resources: ['*'] }));
