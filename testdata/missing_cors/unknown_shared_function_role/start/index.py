import json
import os

import boto3

loops = boto3.client("sagemaker-a2i-runtime")


def handler(event, context):
    loops.start_human_loop(
        HumanLoopName=event["id"],
        FlowDefinitionArn=os.environ["FLOW"],
        HumanLoopInput={"InputContent": json.dumps({"question": event["q"], "answer": event["a"]})},
    )
