import { App, Stack, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const frames = new s3.Bucket(stack, 'Frames');
const labeling = new iam.Role(stack, 'LabelingRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerGroundTruthExecution')],
});
frames.addToResourcePolicy(new iam.PolicyStatement({
  principals: [new iam.ArnPrincipal(labeling.roleArn)],
  actions: ['s3:GetObject'],
  resources: [frames.arnForObjects('*')],
}));
