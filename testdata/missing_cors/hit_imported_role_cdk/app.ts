import { App, Stack, aws_iam as iam, aws_s3 as s3, custom_resources as custom } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Review', { env: { account: '111122223333', region: 'eu-west-1' } });
const reviewers = iam.Role.fromRoleArn(stack, 'Reviewers', 'arn:aws:iam::111122223333:role/service/reviewers');
const other = iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::111122223333:role/other');
const scans = new s3.Bucket(stack, 'Scans');
scans.grantRead(reviewers);
const reports = new s3.Bucket(stack, 'Reports');
reports.grantRead(other);
new custom.AwsCustomResource(stack, 'Flow', {
  onCreate: {
    service: 'SageMaker',
    action: 'createFlowDefinition',
    parameters: {
      FlowDefinitionName: 'scans',
      RoleArn: reviewers.roleArn,
      OutputConfig: { S3OutputPath: 's3://acme-results/' },
    },
    physicalResourceId: custom.PhysicalResourceId.of('scans'),
  },
  policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
});
