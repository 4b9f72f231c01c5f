import { App, Stack, aws_s3 as s3, aws_lambda as lambda, aws_iam as iam, aws_sns as sns, aws_sqs as sqs, aws_lambda_event_sources as sources, aws_sns_subscriptions as subscriptions, aws_s3_notifications as notifications } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const topic = new sns.Topic(stack, 'Topic');
const frames = new s3.Bucket(stack, 'Frames');
frames.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(topic));
const starter = new lambda.Function(stack, 'Starter', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): pass'),
});
starter.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
const queue = new sqs.Queue(stack, 'Queue');
topic.addSubscription(new subscriptions.SqsSubscription(queue));
starter.addEventSource(new sources.SqsEventSource(queue));
