import { App, Stack, aws_s3 as s3, aws_events as events, aws_events_targets as targets, aws_stepfunctions as sfn } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', { eventBridgeEnabled: true });
const review = new sfn.StateMachine(stack, 'Review', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Start', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sagemakera2iruntime:startHumanLoop',
      Parameters: {
        'HumanLoopName.$': '$.id',
        FlowDefinitionArn: 'arn:aws:sagemaker:eu-west-1:111122223333:flow-definition/review',
        HumanLoopInput: {
          'InputContent.$': '$.content',
        },
      },
    },
  })),
});
new events.Rule(stack, 'Uploaded', {
  eventPattern: {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: { bucket: { name: [frames.bucketName] } },
  },
  targets: [new targets.SfnStateMachine(review)],
});
