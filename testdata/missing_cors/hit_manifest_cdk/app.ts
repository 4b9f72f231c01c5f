import { App, Stack, aws_s3 as s3, aws_s3_deployment as deployment } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const jobs = new s3.Bucket(stack, 'Jobs');

new deployment.BucketDeployment(stack, 'Manifest', {
  destinationBucket: jobs,
  sources: [
    deployment.Source.data(
      'input.manifest',
      `{"source-ref": "${frames.s3UrlForObject('a.jpg')}"}\n{"source-ref": "${frames.s3UrlForObject('b.jpg')}"}\n`,
    ),
  ],
});
