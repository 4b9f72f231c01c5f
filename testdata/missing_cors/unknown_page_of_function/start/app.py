import os

import boto3


def handler(event, context):
    boto3.client("sagemaker").create_labeling_job(
        LabelingJobName=event["name"],
        LabelAttributeName="box",
        RoleArn=os.environ["LABELING_ROLE"],
        InputConfig={"DataSource": {"S3DataSource": {"ManifestS3Uri": f"s3://{os.environ['IMAGES']}/images.manifest"}}},
        OutputConfig={"S3OutputPath": event["output"]},
        HumanTaskConfig={"UiConfig": {"UiTemplateS3Uri": os.environ["PAGE"]}},
    )
