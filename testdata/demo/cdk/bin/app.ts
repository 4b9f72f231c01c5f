import { App } from 'aws-cdk-lib';
import { LabelingStack } from '../lib/labeling-stack';

const app = new App();
new LabelingStack(app, 'Labeling', { env: { account: '111122223333', region: 'us-east-1' } });
