import { App, Stack, aws_s3 as s3, Tags, aws_lambda as lambda, aws_iam as iam, aws_sqs as sqs, aws_lambda_event_sources as sources, aws_s3_notifications as notifications } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
const queue = new sqs.Queue(stack, 'Queue');
const frames = new s3.Bucket(stack, 'Frames');
frames.addEventNotification(s3.EventType.OBJECT_REMOVED, new notifications.SqsDestination(queue));
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
starter.addEventSource(new sources.SqsEventSource(queue));
