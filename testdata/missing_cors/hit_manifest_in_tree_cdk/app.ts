import { App, Stack, aws_s3 as s3, aws_stepfunctions as sfn } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', { bucketName: 'acme-frames' });

new sfn.StateMachine(stack, 'Daily', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Label', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createLabelingJob.sync',
      Parameters: {
        'LabelingJobName.$': '$.name',
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: 's3://acme-jobs/cars/input.manifest' } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/cars/' },
      },
    },
  })),
});
