import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';

// nothing that is synthesized has a word of labeling
const stack = new Stack(new App(), 'Data');
// cors-lint: labeling-input
const photos = new s3.Bucket(stack, 'Photos');
