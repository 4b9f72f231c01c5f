import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam, aws_events as events, aws_events_targets as targets } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', { eventBridgeEnabled: true });
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
new events.Rule(stack, 'Uploaded', {
  eventPattern: {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [frames.bucketName] } },
  },
  targets: [new targets.LambdaFunction(starter)],
});
