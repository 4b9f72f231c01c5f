import { App, Stack, aws_s3 as s3, custom_resources as custom, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');

new custom.AwsCustomResource(stack, 'Job', {
  onCreate: {
    service: 'SageMaker',
    action: 'createLabelingJob',
    parameters: {
      LabelingJobName: 'cars',
      LabelAttributeName: 'cars',
      RoleArn: 'arn:aws:iam::111122223333:role/labeling',
      InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: frames.s3UrlForObject('input.manifest') } } },
      OutputConfig: { S3OutputPath: 's3://acme-labels/cars/' },
    },
    physicalResourceId: custom.PhysicalResourceId.of('cars'),
  },
  policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: custom.AwsCustomResourcePolicy.ANY_RESOURCE }),
});
