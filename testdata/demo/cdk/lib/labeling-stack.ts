import { RemovalPolicy, Stack, StackProps, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';

/** Starts a labeling job for the pictures of a day. */
export class LabelingStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pictures = new s3.Bucket(this, 'Pictures', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const labels = new s3.Bucket(this, 'Labels');

    const role = new iam.Role(this, 'LabelingRole', {
      assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com'),
    });
    pictures.grantRead(role);
    labels.grantPut(role);

    const job = new tasks.CallAwsService(this, 'CreateLabelingJob', {
      service: 'sagemaker',
      action: 'createLabelingJob',
      iamResources: ['*'],
      parameters: {
        LabelingJobName: sfn.JsonPath.stringAt('$.name'),
        LabelAttributeName: 'pallets',
        RoleArn: role.roleArn,
        InputConfig: {
          DataSource: {
            S3DataSource: { ManifestS3Uri: pictures.s3UrlForObject('pallets.manifest') },
          },
        },
        OutputConfig: { S3OutputPath: labels.s3UrlForObject('pallets/') },
        HumanTaskConfig: {
          PreHumanTaskLambdaArn:
            'arn:aws:lambda:us-east-1:432418664414:function:PRE-BoundingBox',
          AnnotationConsolidationConfig: {
            AnnotationConsolidationLambdaArn:
              'arn:aws:lambda:us-east-1:432418664414:function:ACS-BoundingBox',
          },
          NumberOfHumanWorkersPerDataObject: 3,
          TaskTitle: 'Pallets',
          TaskDescription: 'Draw a box around every pallet',
          TaskTimeLimitInSeconds: 600,
          UiConfig: { UiTemplateS3Uri: 's3://acme-templates/pallets.liquid.html' },
          WorkteamArn: 'arn:aws:sagemaker:us-east-1:111122223333:workteam/private-crowd/pallets',
        },
      },
    });
    new sfn.StateMachine(this, 'Daily', { definitionBody: sfn.DefinitionBody.fromChainable(job) });
  }
}
