import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Data');

/* cors-lint: labeling-input */
const block = new s3.Bucket(stack, 'Block');

/**
 * Photos of the shelves.
 *
 * cors-lint: labeling-input
 */
const documented = new s3.Bucket(stack, 'Documented');

const inside = new s3.Bucket(stack, 'Inside', {
  versioned: true,
  // cors-lint: labeling-input
  cors: [{ allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: ['*'] }],
});

const silenced = new s3.Bucket(stack, 'Silenced', {
  // cors-lint: labeling-input
  // cors-lint: ignore[missing-cors] the gateway sets them
  versioned: true,
});

const plain = new s3.Bucket(stack, 'Plain', { versioned: true });
