import { App, Stack, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const output = new s3.Bucket(stack, 'ReviewOutput');
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
review.addToPolicy(
  new iam.PolicyStatement({ actions: ['sagemaker:StartHumanLoop'], resources: ['*'] }),
);
output.grantReadWrite(review);
