import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const stack = new Stack(new App(), 'Migrated');
new CfnInclude(stack, 'Review', { templateFile: 'review.yaml' });
