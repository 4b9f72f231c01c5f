def handler(event, context):
    return {"grade": len(event["answer"])}
