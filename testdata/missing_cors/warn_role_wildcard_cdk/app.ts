import { App, Stack, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
new s3.Bucket(stack, 'Images', { bucketName: 'acme-labeling-images' });
new s3.Bucket(stack, 'Logs', { bucketName: 'acme-logs' });
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
role.addToPolicy(new iam.PolicyStatement({ actions: ['sagemaker:CreateLabelingJob'], resources: ['*'] }));
role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::acme-labeling-*/*'] }));
