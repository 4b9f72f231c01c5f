import { App, Stack, aws_s3 as s3, Tags, aws_lambda as lambda, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const pages = new s3.Bucket(stack, 'Pages');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('starter'),
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
pages.grantRead(starter);
