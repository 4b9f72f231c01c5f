import { App, Stack, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const documents = new s3.Bucket(stack, 'Documents');
const pages = new s3.Bucket(stack, 'Pages', {
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});
const starts = new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] });
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
review.addToPolicy(starts);
pages.grantRead(review);

const start = new lambda.Function(stack, 'Start', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
  environment: { BUCKET: documents.bucketName },
});
start.addToRolePolicy(starts);
documents.grantRead(start);
