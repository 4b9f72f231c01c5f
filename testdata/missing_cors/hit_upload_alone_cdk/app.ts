import { App, Stack, aws_s3 as s3, aws_s3_deployment as deployment } from 'aws-cdk-lib';

// nothing but what is uploaded says that there is anything to label
const stack = new Stack(new App(), 'Dataset');
const lists = new s3.Bucket(stack, 'Lists');
const leaves = new s3.Bucket(stack, 'Leaves', { bucketName: 'acme-leaves' });
new deployment.BucketDeployment(stack, 'Upload', {
  destinationBucket: lists,
  sources: [deployment.Source.asset('lists')],
});
