import { App, CfnResource, Stack, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
frames.addToResourcePolicy(new iam.PolicyStatement({
  principals: [new iam.ServicePrincipal('sagemaker.amazonaws.com')],
  actions: ['s3:GetObject'],
  resources: [frames.arnForObjects('*')],
}));

new CfnResource(stack, 'Review', {
  type: 'AWS::SageMaker::FlowDefinition',
  properties: {
    FlowDefinitionName: 'review',
    RoleArn: 'arn:aws:iam::111122223333:role/review',
    OutputConfig: { S3OutputPath: 's3://acme-reviews/' },
  },
});
