// changed after it was synthesized: what stood in line 4 stands in line 8
import assert from 'node:assert';

import { App, Stack, aws_s3 as s3, Tags } from 'aws-cdk-lib';

const stack = new Stack(new App(), 'Review');
assert(stack);
const scans = new s3.Bucket(stack, 'Scans');
Tags.of(scans).add('Purpose', 'labeling-input');
