import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Review');
const all = [true].map((versioned) => new s3.Bucket(stack, 'Scans', { versioned }));
const more = [true].map((versioned) =>
  new s3.Bucket(stack, 'Photos', {
    versioned,
  }),
);
for (const bucket of [...all, ...more]) {
  Tags.of(bucket).add('Purpose', 'labeling-input');
}

// cors-lint: labeling-input
const marked = [true].map((versioned) =>
  new s3.Bucket(stack, 'Marked', { versioned }),
);
