import { App, Stack, aws_iam as iam, aws_s3 as s3, aws_sagemaker as sagemaker } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Studio');
const exported = new s3.Bucket(stack, 'Exports');
const role = new iam.Role(stack, 'StudioRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
  managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerGroundTruthExecution')],
});
exported.grantRead(role);

new sagemaker.CfnDomain(stack, 'Domain', {
  domainName: 'studio',
  authMode: 'IAM',
  vpcId: 'vpc-12345678',
  subnetIds: ['subnet-12345678'],
  defaultUserSettings: { executionRole: role.roleArn },
});
