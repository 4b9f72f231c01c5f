import { App, Stack, aws_s3 as s3, aws_iam as iam, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');

const training = new iam.Role(stack, 'TrainingRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
frames.grantRead(training);
training.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess'));
