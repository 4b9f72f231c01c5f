import { App, Stack, aws_s3 as s3, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames', {
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});

new sfn.StateMachine(stack, 'Daily', {
  definitionBody: sfn.DefinitionBody.fromChainable(
    new tasks.CallAwsService(stack, 'Label', {
      service: 'sagemaker',
      action: 'createLabelingJob',
      iamResources: ['*'],
      parameters: {
        LabelingJobName: sfn.JsonPath.stringAt('$.name'),
        LabelAttributeName: 'cars',
        RoleArn: 'arn:aws:iam::111122223333:role/labeling',
        HumanTaskConfig: { WorkteamArn: 'arn:aws:sagemaker:us-east-1:394669845002:workteam/public-crowd/default' },
        InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: frames.s3UrlForObject('cars.manifest') } } },
        OutputConfig: { S3OutputPath: 's3://acme-labels/cars/' },
      },
    }),
  ),
});
