import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Review');
const scans = new s3.Bucket(stack, 'Scans');
Tags.of(scans).add('Purpose', 'labeling-input');
