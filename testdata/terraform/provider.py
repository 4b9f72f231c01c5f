"""A stand-in for the AWS provider, so that `terraform` evaluates buckets and their blocks without any network.

It has the arguments and blocks that the configurations here use, computes nothing and plans what is written. Terraform
finds it through TF_REATTACH_PROVIDERS. Messages of the plugin protocol (version 6) are written by hand: there are few.
"""

import json
import os
import tempfile
from concurrent import futures

import grpc

STRING = '"string"'
STRINGS = '["list","string"]'
TAGS = '["map","string"]'
RULE = {"id": STRING, "allowed_methods": STRINGS, "allowed_origins": STRINGS, "allowed_headers": STRINGS}
RESOURCES = {
    "aws_s3_bucket": ({"bucket": STRING, "tags": TAGS}, {"cors_rule": (RULE, {})}),
    "aws_s3_bucket_cors_configuration": ({"bucket": STRING}, {"cors_rule": (RULE, {})}),
    "aws_s3_bucket_notification": (
        {"bucket": STRING},
        {"topic": ({"topic_arn": STRING}, {"filter": ({"prefix": STRING}, {})})},
    ),
}


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def number(field, value):
    return varint(field << 3) + varint(value)


def message(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


def fields(content):
    """The length-delimited fields of a message, by number."""
    out, at = {}, 0

    def read():
        nonlocal at
        value = shift = 0
        while True:
            byte = content[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while at < len(content):
        key = read()
        if key & 7 == 2:
            length = read()
            out[key >> 3] = content[at : at + length]
            at += length
        else:
            read()
    return out


def block(attributes, blocks):
    out = b"".join(
        message(2, message(1, name) + message(2, kind) + number(5, 1)) for name, kind in sorted(attributes.items())
    )
    for name, inner in sorted(blocks.items()):
        out += message(3, message(1, name) + message(2, block(*inner)) + number(3, 2))
    return out


def schema():
    provider = message(1, message(2, block({"region": STRING}, {"default_tags": ({"tags": TAGS}, {})})))
    resources = b"".join(
        message(2, message(1, name) + message(2, message(2, block(*body)))) for name, body in RESOURCES.items()
    )
    return provider + resources


def plan(request):
    return message(1, fields(request).get(3, b""))


ANSWERS = {
    "GetProviderSchema": lambda request: schema(),
    "ValidateProviderConfig": lambda request: b"",
    "ValidateResourceConfig": lambda request: b"",
    "ConfigureProvider": lambda request: b"",
    "PlanResourceChange": plan,
    "StopProvider": lambda request: b"",
    "Check": lambda request: number(1, 1),
}


class Handler(grpc.GenericRpcHandler):
    def service(self, call):
        answer = ANSWERS.get(call.method.rsplit("/", 1)[-1])
        if answer is None:
            return None
        same = lambda content: content
        return grpc.unary_unary_rpc_method_handler(lambda request, _: answer(request), same, same)


def serve():
    """Starts the provider; the environment that makes Terraform use it. Keep the first item alive."""
    path = os.path.join(tempfile.mkdtemp(), "provider.sock")
    server = grpc.server(futures.ThreadPoolExecutor(4), handlers=[Handler()])
    server.add_insecure_port(f"unix:{path}")
    server.start()
    address = {"Network": "unix", "String": path}
    about = {"Protocol": "grpc", "ProtocolVersion": 6, "Pid": os.getpid(), "Test": True, "Addr": address}
    return server, {"TF_REATTACH_PROVIDERS": json.dumps({"registry.terraform.io/hashicorp/aws": about})}
