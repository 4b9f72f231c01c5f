import { aws_s3 as s3, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks, custom_resources as custom, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { IntakeStack } from './intake-stack';

/** Starts the labeling jobs. */
export class ReviewStack extends Stack {
  constructor(scope: Construct, id: string, intake: IntakeStack) {
    super(scope, id);
    const job = (name: string, bucket: s3.IBucket) =>
      new tasks.CallAwsService(this, name, {
        service: 'sagemaker',
        action: 'createLabelingJob',
        iamResources: ['*'],
        parameters: {
          LabelingJobName: sfn.JsonPath.stringAt('$.name'),
          InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: bucket.s3UrlForObject('input.manifest') } } },
          OutputConfig: { S3OutputPath: intake.curated.s3UrlForObject('output/') },
        },
      });
    const chain = sfn.Chain.start(job('Raw', intake.raw)).next(job('Curated', intake.curated)).next(job('Clips', intake.clips));
    new sfn.StateMachine(this, 'Jobs', { definitionBody: sfn.DefinitionBody.fromChainable(chain) });

    new custom.AwsCustomResource(this, 'FirstJob', {
      onCreate: {
        service: 'SageMaker',
        action: 'createLabelingJob',
        parameters: {
          LabelingJobName: 'first',
          InputConfig: { DataSource: { S3DataSource: { ManifestS3Uri: intake.stills.s3UrlForObject('input.manifest') } } },
        },
        physicalResourceId: custom.PhysicalResourceId.of('first'),
      },
      policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
    });
  }
}
