import { aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A bucket for footage, encrypted and private. */
export class FootageBucket extends Construct {
  public readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, cors?: s3.CorsRule[]) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Bucket', { // finding: missing-cors
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      cors,
    });
  }
}
