import { App, Stack, aws_s3 as s3, Tags, custom_resources as cr } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});
Tags.of(frames).add('Purpose', 'labeling-input');

new cr.AwsCustomResource(stack, 'SetCors', {
  onUpdate: {
    service: 'S3',
    action: 'putBucketCors',
    parameters: {
      Bucket: frames.bucketName,
      CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
    },
    physicalResourceId: cr.PhysicalResourceId.of('cors'),
  },
  policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: [frames.bucketArn] }),
});
