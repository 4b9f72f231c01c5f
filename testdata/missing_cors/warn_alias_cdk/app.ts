import { App, Stack, aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { aws_lambda_event_sources as sources, aws_s3 as s3, aws_s3_notifications as notifications, aws_sqs as sqs } from 'aws-cdk-lib';
import { aws_stepfunctions as states, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Review');
function starter(id: string): lambda.Function {
  const own = new lambda.Function(stack, id, {
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: 'index.handler',
    code: lambda.Code.fromInline('def handler(event, context): pass'),
  });
  own.addToRolePolicy(new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }));
  return own;
}
function created(bucket: s3.IBucket): events.EventPattern {
  return { source: ['aws.s3'], detailType: ['Object Created'], detail: { bucket: { name: [bucket.bucketName] } } };
}

const toAlias = new s3.Bucket(stack, 'ToAlias');
toAlias.addObjectCreatedNotification(new notifications.LambdaDestination(starter('A').addAlias('live')));

const toVersion = new s3.Bucket(stack, 'ToVersion');
toVersion.addObjectCreatedNotification(new notifications.LambdaDestination(starter('B').currentVersion));

const byRule = new s3.Bucket(stack, 'ByRule', { eventBridgeEnabled: true });
new events.Rule(stack, 'Rule', {
  eventPattern: created(byRule),
  targets: [new targets.LambdaFunction(starter('C').addAlias('live'))],
});

const byQueue = new s3.Bucket(stack, 'ByQueue');
const queue = new sqs.Queue(stack, 'Queue');
byQueue.addObjectCreatedNotification(new notifications.SqsDestination(queue));
starter('D').addAlias('live').addEventSource(new sources.SqsEventSource(queue));

const byMachine = new s3.Bucket(stack, 'ByMachine', { eventBridgeEnabled: true });
const machine = new states.StateMachine(stack, 'Machine', {
  definitionBody: states.DefinitionBody.fromChainable(
    new tasks.LambdaInvoke(stack, 'Invoke', { lambdaFunction: starter('E').addAlias('live') }),
  ),
});
new events.Rule(stack, 'Start', {
  eventPattern: created(byMachine),
  targets: [new targets.SfnStateMachine(machine)],
});
