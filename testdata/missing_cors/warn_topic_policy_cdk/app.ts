import { App, Stack, aws_s3 as s3, aws_iam as iam, aws_sns as sns, aws_s3_notifications as notifications } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const topic = new sns.Topic(stack, 'Topic');
const frames = new s3.Bucket(stack, 'Frames');
frames.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(topic));
topic.addToResourcePolicy(new iam.PolicyStatement({
  principals: [new iam.ServicePrincipal('sagemaker.amazonaws.com')],
  actions: ['sns:Subscribe', 'sns:Receive'],
  resources: [topic.topicArn],
}));
