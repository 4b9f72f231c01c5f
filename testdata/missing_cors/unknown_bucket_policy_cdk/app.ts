import { App, Stack, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
frames.addToResourcePolicy(new iam.PolicyStatement({
  principals: [new iam.ServicePrincipal('sagemaker.amazonaws.com')],
  actions: ['s3:GetObject'],
  resources: [frames.arnForObjects('*')],
}));
