"""Reads templates with parameters from standard input, and writes what moto's CloudFormation engine makes of them."""

import json
import os
import sys

os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")

from moto import mock_aws
from moto.cloudformation.parsing import ResourceMap, clean_json

ACCOUNT = "123456789012"
STACK = f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack/stk/x"
WANTED = {
    "AWS::S3::Bucket": ["BucketName", "CorsConfiguration"],
    "AWS::StepFunctions::StateMachine": ["DefinitionString"],
}


def plain(value):
    """Scalars as text; moto leaves AWS::NoValue in lists as None, where CloudFormation drops it."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value if inner is not None]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def resolved(template, parameters):
    with mock_aws():
        resources = ResourceMap(STACK, "stk", dict(parameters), {}, "us-east-1", ACCOUNT, template, {})
        resources.load_mapping()
        resources.load_parameters()
        resources.load_conditions()
        out = {"Anchor": clean_json({"Ref": "Anchor"}, resources)}
        for name, resource in template["Resources"].items():
            for key in WANTED.get(resource["Type"], []):
                written = resource.get("Properties", {}).get(key)
                if written is None:
                    continue
                value = clean_json(written, resources)
                is_absent = value is None or (isinstance(value, dict) and not value)
                out[f"{name}.{key}"] = None if is_absent else plain(value)
        return out


json.dump([resolved(one["template"], one["parameters"]) for one in json.load(sys.stdin)], sys.stdout)
