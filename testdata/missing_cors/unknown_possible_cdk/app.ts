import { App, CfnParameter, Stack, aws_s3 as s3, aws_stepfunctions as sfn } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const env = new CfnParameter(stack, 'Env');
const stage = new CfnParameter(stack, 'Stage');
new s3.Bucket(stack, 'Logs', { bucketName: `acme-logs-${env.valueAsString}` });
const frames = new s3.Bucket(stack, 'Frames', { bucketName: `acme-frames-${stage.valueAsString}` });

new sfn.StateMachine(stack, 'Daily', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Label', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createLabelingJob.sync',
      Parameters: {
        'LabelingJobName.$': '$.name',
        InputConfig: {
          DataSource: { S3DataSource: { ManifestS3Uri: `s3://acme-frames-${env.valueAsString}/input.manifest` } },
        },
        OutputConfig: { S3OutputPath: 's3://acme-labels/cars/' },
      },
    },
  })),
});
