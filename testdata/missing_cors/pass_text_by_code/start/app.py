import os

import boto3


def handler(event, context):
    boto3.client("sagemaker").create_labeling_job(
        LabelingJobName=event["name"],
        LabelAttributeName="topic",
        RoleArn=os.environ["LABELING_ROLE"],
        InputConfig={"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{os.environ['MAILS']}/mails.manifest"}}},
        OutputConfig={"S3OutputPath": f"s3://{os.environ['TOPICS']}/"},
        HumanTaskConfig={"PreHumanTaskLambdaArn": "arn:aws:lambda:us-east-1:432418664414:function:PRE-TextMultiClass"},
    )
