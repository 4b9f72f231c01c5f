import { App, Stack, aws_s3 as s3, aws_stepfunctions as sfn, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
const pages = new s3.Bucket(stack, 'Pages');

new sfn.StateMachine(stack, 'Daily', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.CustomState(stack, 'Label', {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createLabelingJob.sync',
      Parameters: {
        'LabelingJobName.$': '$.name',
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: pages.s3UrlForObject('input.manifest') } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/pages/' },
        HumanTaskConfig: {
          PreHumanTaskLambdaArn: 'arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClass',
        },
      },
    },
  })),
});
