import { App, Duration, Stack, aws_events as events, aws_events_targets as targets, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');

new events.Rule(stack, 'Nightly', {
  schedule: events.Schedule.rate(Duration.days(1)),
  targets: [
    new targets.AwsApi({
      service: 'SageMaker',
      action: 'createLabelingJob',
      parameters: {
        LabelingJobName: 'nightly',
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: frames.s3UrlForObject('input.manifest') } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/nightly/' },
      },
    }),
  ],
});
