import os

import boto3

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")


def handler(event, context):
    manifest = f"s3://{os.environ['FRAMES']}/today.manifest"
    sagemaker.create_labeling_job(
        LabelingJobName=event["name"],
        InputConfig={"DataSource": {"S3DataSource": {"ManifestS3Uri": manifest}}},
    )
    s3.put_object(Bucket=os.environ["LOGS"], Key=event["name"], Body=b"started")
