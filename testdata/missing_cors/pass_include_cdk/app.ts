import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const stack = new Stack(new App(), 'Migrated');
const review = new CfnInclude(stack, 'Review', { templateFile: 'review.yaml' });
// what the template lacks is added here, and only this app deploys it
const scans = review.getResource('Scans') as s3.CfnBucket;
scans.corsConfiguration = {
  corsRules: [{
    allowedMethods: ['GET'],
    allowedOrigins: ['*'],
    exposedHeaders: ['Access-Control-Allow-Origin'],
  }],
};
