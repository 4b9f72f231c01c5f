import { App, CfnResource, Stack, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
frames.grantRead(review);

new CfnResource(stack, 'Review', {
  type: 'AWS::SageMaker::FlowDefinition',
  properties: {
    FlowDefinitionName: 'review',
    RoleArn: review.roleArn,
    OutputConfig: { S3OutputPath: 's3://acme-reviews/' },
  },
});
