import { App, CfnParameter, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const origins = new CfnParameter(stack, 'Origins', { type: 'CommaDelimitedList' });
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [
    { allowedMethods: [s3.HttpMethods.GET], allowedOrigins: origins.valueAsList },
    { allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] },
  ],
});
Tags.of(frames).add('Purpose', 'labeling-input');
