import json
import os

import boto3


def handler(event, context):
    boto3.client("sagemaker-a2i-runtime").start_human_loop(
        HumanLoopName=event["name"],
        FlowDefinitionArn=event["flow"],
        HumanLoopInput={"InputContent": json.dumps({"image": f"s3://{os.environ['IMAGES']}/{event['key']}"})},
    )
