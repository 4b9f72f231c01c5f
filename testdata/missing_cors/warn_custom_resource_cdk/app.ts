import { App, CustomResource, Stack, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');

new CustomResource(stack, 'Job', {
  serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:labeling',
  properties: { JobName: 'cars', InputManifest: frames.s3UrlForObject('input.manifest') },
});
