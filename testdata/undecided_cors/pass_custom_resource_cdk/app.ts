import { App, CustomResource, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(frames).add('Purpose', 'labeling-input');

new CustomResource(stack, 'FramesCors', {
  serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:bucket-cors',
  properties: {
    Bucket: frames.bucketName,
    CORSConfiguration: {
      CORSRules: [{ AllowedMethods: ['GET', 'HEAD'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] }],
    },
  },
});
