import { App, CfnResource, Stack, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');

new CfnResource(stack, 'Nightly', {
  type: 'AWS::Scheduler::Schedule',
  properties: {
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:createLabelingJob',
      RoleArn: 'arn:aws:iam::111122223333:role/scheduler',
      Input: stack.toJsonString({
        LabelingJobName: 'nightly',
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: frames.s3UrlForObject('input.manifest') } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/nightly/' },
      }),
    },
  },
});
