import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
// images for the ground truth labeling job of the annotation team
const frames = new s3.Bucket(stack, 'Frames');
