import { App, Stack, aws_iam as iam, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
const studio = new s3.Bucket(stack, 'LabelStudio', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['https://labels.example.com'] }],
});
Tags.of(studio).add('Application', 'label-studio');
const tasks = new iam.Role(stack, 'Tasks', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
studio.grantReadWrite(tasks);
