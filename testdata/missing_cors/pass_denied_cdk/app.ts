import { App, Stack, aws_s3 as s3, aws_iam as iam } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const images = new s3.Bucket(stack, 'Images', {
  enforceSSL: true,
  cors: [{
    allowedMethods: [s3.HttpMethods.GET],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
});
const people = new s3.Bucket(stack, 'People');
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
role.addToPolicy(new iam.PolicyStatement({ actions: ['sagemaker:CreateLabelingJob'], resources: ['*'] }));
images.grantRead(role);
people.grantReadWrite(role);
role.addToPolicy(new iam.PolicyStatement({
  effect: iam.Effect.DENY,
  actions: ['s3:GetObject*'],
  resources: [people.arnForObjects('*')],
}));
