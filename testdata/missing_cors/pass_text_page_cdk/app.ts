import { App, Stack, Tags, aws_iam as iam, aws_s3 as s3, custom_resources as cr } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});
Tags.of(sound).add('Purpose', 'labeling-input');

const texts = new s3.Bucket(stack, 'Texts');
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
texts.grantRead(review);

const call = (id: string, action: string, parameters: object) =>
  new cr.AwsCustomResource(stack, id, {
    onCreate: {
      service: 'SageMaker',
      action,
      parameters,
      physicalResourceId: cr.PhysicalResourceId.of(id),
    },
    policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
  });

call('Page', 'createHumanTaskUi', {
  HumanTaskUiName: 'review',
  UiTemplate: { Content: '<crowd-form><crowd-classifier>{{ task.input.text }}</crowd-classifier></crowd-form>' },
});
call('Flow', 'createFlowDefinition', {
  FlowDefinitionName: 'review',
  HumanLoopConfig: { HumanTaskUiArn: 'arn:aws:sagemaker:us-east-1:111122223333:human-task-ui/review' },
  OutputConfig: { S3OutputPath: 's3://acme-reviews/' },
  RoleArn: review.roleArn,
});
