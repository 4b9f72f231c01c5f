import json
import os

import boto3

MODELS = os.environ["MODELS"]

s3 = boto3.client("s3")
limits = json.loads(s3.get_object(Bucket=os.environ["SETTINGS"], Key="limits.json")["Body"].read())
s3.download_file(MODELS, "model.onnx", "/tmp/model.onnx")


def handler(event, context):
    if event["score"] > limits["least"]:
        return
    boto3.client("sagemaker-a2i-runtime").start_human_loop(
        HumanLoopName=event["name"],
        FlowDefinitionArn=event["flow"],
        HumanLoopInput={
            "InputContent": json.dumps({"taskObject": f"s3://{os.environ['IMAGES']}/{event['key']}"})
        },
    )
