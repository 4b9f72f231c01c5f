import { App, Stack, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
frames.grantRead(review);

const setup = new lambda.Function(stack, 'Setup', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
});
setup.addToRolePolicy(
  new iam.PolicyStatement({ actions: ['sagemaker:CreateFlowDefinition'], resources: ['*'] }),
);
review.grantPassRole(setup.grantPrincipal);
