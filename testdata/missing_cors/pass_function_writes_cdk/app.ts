import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});
const logs = new s3.Bucket(stack, 'Logs');
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromAsset('starter'),
  environment: { FRAMES: frames.bucketName, LOGS: logs.bucketName },
});
frames.grantRead(starter);
logs.grantPut(starter);
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:CreateLabelingJob'], resources: ['*'] }));
