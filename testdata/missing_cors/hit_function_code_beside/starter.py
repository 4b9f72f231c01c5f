import os

import boto3


def handler(event, context):
    manifest = f"s3://{os.environ['FRAMES']}/today.manifest"
    boto3.client("sagemaker").create_labeling_job(
        LabelingJobName=event["name"],
        InputConfig={"DataSource": {"S3DataSource": {"ManifestS3Uri": manifest}}},
    )
