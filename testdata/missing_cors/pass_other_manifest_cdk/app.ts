import { App, Stack, aws_s3 as s3, aws_s3_deployment as deployment, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
const loads = new s3.Bucket(stack, 'Loads');

// manifests of Amazon Redshift and Amazon QuickSight list files to load, not objects to label
new deployment.BucketDeployment(stack, 'Manifests', {
  destinationBucket: loads,
  sources: [
    deployment.Source.jsonData('redshift.manifest', {
      entries: [{ url: loads.s3UrlForObject('part-0.gz'), mandatory: true }],
    }),
    deployment.Source.jsonData('quicksight.json', {
      fileLocations: [{ URIs: [loads.s3UrlForObject('sales.csv')] }],
    }),
  ],
});
