import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam, aws_s3_notifications as notifications } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('starter'),
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
frames.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(starter));
