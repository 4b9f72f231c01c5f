"""An app with one bucket that labeling cannot read, and one that it can."""

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3, custom_resources as custom
from constructs import Construct


class ReviewStack(cdk.Stack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        frames = s3.Bucket(self, "Frames")  # finding: missing-cors
        scans = s3.Bucket(self, "Scans")
        scans.add_cors_rule(allowed_methods=[s3.HttpMethods.GET], allowed_origins=["*"])
        self.job("FramesJob", frames)
        self.job("ScansJob", scans)

    def job(self, name: str, bucket: s3.IBucket) -> None:
        source = {"S3DataSource": {"ManifestS3Uri": bucket.s3_url_for_object("input.manifest")}}
        custom.AwsCustomResource(
            self,
            name,
            on_create=custom.AwsSdkCall(
                service="SageMaker",
                action="createLabelingJob",
                parameters={"LabelingJobName": name, "InputConfig": {"DataSource": source}},
                physical_resource_id=custom.PhysicalResourceId.of(name),
            ),
            policy=custom.AwsCustomResourcePolicy.from_sdk_calls(resources=["*"]),
        )


app = cdk.App()
ReviewStack(app, "Review")
app.synth()
