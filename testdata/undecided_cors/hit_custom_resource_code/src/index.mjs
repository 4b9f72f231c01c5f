import { PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3';

export const handler = async (event) => {
  await new S3Client({}).send(new PutBucketCorsCommand({ Bucket: event.ResourceProperties.Bucket, CORSConfiguration: rules }));
};
