import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [
    { allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] },
    { allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: ['https://upload.example.com'] },
  ],
});
Tags.of(frames).add('Purpose', 'labeling-input');
