"""Makes the bucket by infra/bucket.json and verifies the sender, as sst.config.ts does on AWS.

LocalStack runs this in its own process once it serves. It may run again: nothing is made twice and settings are
set, not added. Whatever fails raises, and localstack-health then says so.
"""

import json
import os
from pathlib import Path

import boto3

BUCKET_FILE = "/opt/chancery/bucket.json"


def client(service: str):
    """A client of this very LocalStack, whose key is always test/test."""
    return boto3.client(
        service,
        endpoint_url="http://127.0.0.1:4566",
        region_name=os.environ["AWS_REGION"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def read_settings(web_origin: str) -> dict:
    """The bucket's settings with the place's own origin in them."""
    text = Path(BUCKET_FILE).read_text(encoding="utf-8")
    return json.loads(text.replace("${WEB_ORIGIN}", web_origin))


def make_bucket(bucket: str, region: str, settings: dict) -> None:
    """Makes the bucket and gives it its settings, each of which must be known here."""
    s3 = client("s3")
    if bucket not in [one["Name"] for one in s3.list_buckets()["Buckets"]]:
        # us-east-1 is the one region that may not be named.
        place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        s3.create_bucket(Bucket=bucket, **place)
    apply = {
        "cors": lambda value: s3.put_bucket_cors(Bucket=bucket, CORSConfiguration=value),
        "lifecycle": lambda value: s3.put_bucket_lifecycle_configuration(
            Bucket=bucket, LifecycleConfiguration=value
        ),
        "publicAccessBlock": lambda value: s3.put_public_access_block(
            Bucket=bucket, PublicAccessBlockConfiguration=value
        ),
        "versioning": lambda value: s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration=value),
    }
    for name, value in settings.items():
        apply[name](value)


def verify_sender(sender: str) -> None:
    """Lets the product send; on AWS the owner of the address confirms it first."""
    ses = client("sesv2")
    try:
        ses.create_email_identity(EmailIdentity=sender)
    except ses.exceptions.AlreadyExistsException:
        pass


make_bucket(os.environ["S3_BUCKET"], os.environ["AWS_REGION"], read_settings(os.environ["WEB_ORIGIN"]))
verify_sender(os.environ["SES_FROM_ADDRESS"])
