import { App, Stack, aws_s3 as s3, aws_sns as sns, aws_s3_notifications as notifications, aws_stepfunctions as sfn } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const topic = new sns.Topic(stack, 'Topic');
const frames = new s3.Bucket(stack, 'Frames');
frames.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(topic));
new sfn.StateMachine(stack, 'Daily', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Label', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createLabelingJob.sync',
      Parameters: {
        'LabelingJobName.$': '$.name',
        LabelAttributeName: 'cars',
        RoleArn: 'arn:aws:iam::111122223333:role/labeling',
        InputConfig: { DataSource: { SnsDataSource: { SnsTopicArn: topic.topicArn } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/cars/' },
      },
    },
  })),
});
