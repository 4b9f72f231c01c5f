import json

import boto3

review = boto3.client("sagemaker-a2i-runtime")


def handler(event, context):
    object = event["Records"][0]["s3"]
    image = f"s3://{object['bucket']['name']}/{object['object']['key']}"
    content = json.dumps({"taskObject": image})
    review.start_human_loop(HumanLoopName="stamp", FlowDefinitionArn="arn", HumanLoopInput={"InputContent": content})
