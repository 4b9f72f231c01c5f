import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
// tags that every bucket has speak of the stack
const frames = new s3.Bucket(stack, 'Frames');
Tags.of(app).add('Stack', 'sagemaker-ground-truth');
Tags.of(app).add('aws-cdk:cr-owned:infrastructure/ground_truth_templates/1a2b3c4d', 'true');
