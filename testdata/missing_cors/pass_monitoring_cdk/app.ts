import { App, Stack, aws_iam as iam, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
// model monitoring compares what the endpoint saw with labels that customers merge in
const captured = new s3.Bucket(stack, 'Captured');
const groundTruth = new s3.Bucket(stack, 'GroundTruth', { bucketName: 'acme-ground-truth-labels' });
const monitor = new iam.Role(stack, 'MonitorRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
captured.grantRead(monitor);
groundTruth.grantRead(monitor);
monitor.addToPolicy(new iam.PolicyStatement({
  actions: ['sagemaker:CreateMonitoringSchedule', 'sagemaker:CreateProcessingJob'],
  resources: ['*'],
}));
