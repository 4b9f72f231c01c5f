import * as path from 'path';
import { aws_s3 as s3, aws_s3_deployment as deployment, NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { FootageBucket } from './footage-bucket';

const READABLE: s3.CorsRule[] = [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['*'] }];

class Archive extends NestedStack {
  public readonly stills: s3.Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.stills = new s3.Bucket(this, 'Stills'); // finding: missing-cors
  }
}

/** Where cameras put what people label. */
export class IntakeStack extends Stack {
  public readonly raw: s3.Bucket;
  public readonly curated: s3.Bucket;
  public readonly clips: s3.Bucket;
  public readonly stills: s3.Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.raw = new FootageBucket(this, 'Raw').bucket;
    this.curated = new FootageBucket(this, 'Curated', READABLE).bucket;
    this.clips = new s3.Bucket(this, 'Clips'); // finding: cors-without-get
    this.clips.addCorsRule({ // related
      allowedMethods: [s3.HttpMethods.PUT],
      allowedOrigins: ['https://upload.example.com'],
    });
    this.stills = new Archive(this, 'Archive').stills;

    const listed = new s3.Bucket(this, 'Listed'); // finding: missing-cors
    new s3.Bucket(this, 'Logs');
    new deployment.BucketDeployment(this, 'Manifests', {
      destinationBucket: this.curated,
      sources: [
        deployment.Source.asset(path.join(__dirname, '..', 'assets')),
        deployment.Source.data('listed.manifest', JSON.stringify({ 'source-ref': listed.s3UrlForObject('a.jpg') })),
      ],
    });
  }
}
