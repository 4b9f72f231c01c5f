import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');

const labeling = new iam.Role(stack, 'LabelingRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
frames.grantRead(labeling);

const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
  environment: { ROLE_ARN: labeling.roleArn },
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:CreateLabelingJob'], resources: ['*'] }));
