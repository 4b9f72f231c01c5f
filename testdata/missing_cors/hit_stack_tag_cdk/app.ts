import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const app = new App({ context: { '@aws-cdk/core:explicitStackTags': true } });
// CloudFormation gives the tags of a stack to all that is in it
const stack = new Stack(app, 'Review', { tags: { Purpose: 'labeling-input', Team: 'vision' } });
const scans = new s3.Bucket(stack, 'Scans');
const logs = new s3.Bucket(stack, 'Logs');
Tags.of(logs).add('Purpose', 'logs');
const other = new Stack(app, 'Other', { tags: { Team: 'vision' } });
const reports = new s3.Bucket(other, 'Reports');
