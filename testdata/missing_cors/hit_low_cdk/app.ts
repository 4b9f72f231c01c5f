import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Labeling');
const frames = new s3.CfnBucket(stack, 'Frames');
Tags.of(frames).add('Purpose', 'labeling-input');
