import boto3

review = boto3.client("sagemaker-a2i-runtime")


def handler(event, context):
    key = event["Records"][0]["s3"]["object"]["key"]
    review.start_human_loop(HumanLoopName=key, FlowDefinitionArn="arn", HumanLoopInput={"InputContent": "{}"})
