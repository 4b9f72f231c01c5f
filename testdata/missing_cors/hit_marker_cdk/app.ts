import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';

const app = new App();
const stack = new Stack(app, 'Labeling');
// cors-lint: labeling-input
const frames = new s3.Bucket(stack, 'Frames');
