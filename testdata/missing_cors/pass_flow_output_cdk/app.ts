import { App, CfnResource, Stack, aws_iam as iam, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
const sound = new s3.Bucket(stack, 'Sound', {
  cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }],
});
Tags.of(sound).add('Purpose', 'labeling-input');
// where reviews are written; what is reviewed lies in the other
const frames = new s3.Bucket(stack, 'Frames');
const review = new iam.Role(stack, 'ReviewRole', {
  assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
});
frames.grantReadWrite(review);

new CfnResource(stack, 'Review', {
  type: 'AWS::SageMaker::FlowDefinition',
  properties: {
    FlowDefinitionName: 'review',
    RoleArn: review.roleArn,
    OutputConfig: { S3OutputPath: frames.s3UrlForObject('reviews/') },
  },
});
sound.grantRead(review);
