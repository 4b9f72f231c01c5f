import json
import os

import boto3


def handler(event, context):
    page = boto3.client("s3").get_object(Bucket=os.environ["PAGES"], Key=event["key"])
    text = page["Body"].read().decode()
    boto3.client("sagemaker-a2i-runtime").start_human_loop(
        HumanLoopName=event["key"],
        FlowDefinitionArn=event["flow"],
        HumanLoopInput={"InputContent": json.dumps({"originalText": text})},
    )
