import { App, Environment, Stage, StageProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IntakeStack } from '../lib/intake-stack';
import { ReviewStack } from '../lib/review-stack';

class Tier extends Stage {
  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    const intake = new IntakeStack(this, 'Intake');
    new ReviewStack(this, 'Review', intake);
  }
}

const env: Environment = { account: '111122223333', region: 'eu-central-1' };
const app = new App();
new Tier(app, 'Staging', { env });
new Tier(app, 'Live', { env });
