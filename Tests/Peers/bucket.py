"""A bucket of S3, by boto3: `bucket.py make NAME`, `bucket.py remove NAME`, or `bucket.py read NAME`, which prints the
objects as JSON, key to text.

The endpoint, the region and the credentials are the environment's.
"""

import json
import sys

import boto3


def main(action: str, name: str) -> None:
    s3 = boto3.client("s3")
    if action == "make":
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
        return
    if action == "remove":
        s3.delete_bucket(Bucket=name)
        return
    keys = [each["Key"] for each in s3.list_objects_v2(Bucket=name).get("Contents", [])]
    print(json.dumps({key: s3.get_object(Bucket=name, Key=key)["Body"].read().decode() for key in keys}))


if __name__ == "__main__":
    main(*sys.argv[1:])
