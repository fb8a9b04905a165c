"""An account that begins empty, and roles that are held to their policies."""

import json
from typing import Any, ClassVar

import boto3
from botocore.exceptions import ClientError

from .running import Running, StandinTestCase

ACCOUNT = "123456789012"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
CLUSTER = f"arn:aws:ecs:eu-west-1:{ACCOUNT}:cluster/jobs"


class PolicyTests(StandinTestCase):
    configuration: ClassVar[dict[str, object]] = {"account": "empty", "evaluates_policies": True}

    def test_the_account_has_nothing_but_what_aws_manages(self) -> None:
        self.assertNotIn("ecs-deploy-runner", str(self.ecs.list_clusters()))
        self.assertEqual(self.logs.describe_log_groups()["logGroups"], [])
        policy = self.standin.client("iam").get_policy(PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
        self.assertEqual(policy["Policy"]["PolicyName"], "ReadOnlyAccess")

    def test_a_role_may_do_what_its_policies_allow_and_nothing_else(self) -> None:
        ecs = self.role("allowed", statement("Allow", "ecs:DescribeTasks", f"arn:aws:ecs:*:{ACCOUNT}:task/jobs/*"))("ecs")
        self.ecs.create_cluster(clusterName="jobs")
        self.assertEqual(len(ecs.describe_tasks(cluster="jobs", tasks=["0" * 32])["failures"]), 1)
        self.assert_denied("ecs:StopTask", lambda: ecs.stop_task(cluster="jobs", task="0" * 32))
        self.assert_denied("ecs:DescribeTasks", lambda: ecs.describe_tasks(cluster="other", tasks=["0" * 32]))

    def test_a_condition_that_is_not_met_makes_its_statement_count_for_nothing(self) -> None:
        other = statement("Deny", "ecs:ListTasks", "*", {"ecs:cluster": CLUSTER.replace("jobs", "other")})
        ecs = self.role("conditional", statement("Allow", "ecs:ListTasks", "*", {"ecs:cluster": CLUSTER}), other)("ecs")
        self.ecs.create_cluster(clusterName="jobs")
        self.assertEqual(ecs.list_tasks(cluster="jobs")["taskArns"], [])
        self.assert_denied("ecs:ListTasks", lambda: ecs.list_tasks(cluster="third"))

    def test_a_denial_wins_and_each_service_words_its_own(self) -> None:
        deny = statement("Deny", "s3:PutObject", "arn:aws:s3:::outputs/secret/*")
        role = self.role("denied", statement("Allow", "*", "*"), deny)
        self.standin.client("s3").create_bucket(
            Bucket="outputs", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        role("s3").put_object(Bucket="outputs", Key="open/x", Body=b"x")
        self.assert_denied("s3:PutObject", lambda: role("s3").put_object(Bucket="outputs", Key="secret/x", Body=b"x"))

    def test_a_user_of_iam_calls_with_its_own_key(self) -> None:
        iam = self.standin.client("iam")
        iam.create_user(UserName="reader")
        key = iam.create_access_key(UserName="reader")["AccessKey"]
        ecs = self.standin.client("ecs", access_key=key["AccessKeyId"], secret=key["SecretAccessKey"])
        self.assert_denied("ecs:DescribeTasks", lambda: ecs.describe_tasks(tasks=["0" * 32]))
        iam.attach_user_policy(UserName="reader", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
        self.ecs.create_cluster(clusterName="default")
        self.assertEqual(len(ecs.describe_tasks(tasks=["0" * 32])["failures"]), 1)

    def role(self, name: str, *statements: dict[str, object]) -> Any:
        """Clients of somebody with a new role."""
        iam = self.standin.client("iam")
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)
        document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
        iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=document)
        credentials = self.standin.control("POST", f"/roles/{name}/credentials", {})
        return lambda service: client(self.standin, service, credentials)

    def assert_denied(self, action: str, call: Any) -> None:
        with self.assertRaises(ClientError) as raised:
            call()
        error = raised.exception.response["Error"]
        self.assertTrue(error["Code"].startswith("AccessDenied"), error)
        self.assertIn(f"is not authorized to perform: {action} on resource", error["Message"])


def statement(effect: str, action: str, resource: str, equal: dict[str, str] | None = None) -> dict[str, object]:
    made: dict[str, object] = {"Effect": effect, "Action": action, "Resource": resource}
    return {**made, "Condition": {"StringEquals": equal}} if equal else made


def client(standin: Running, service: str, credentials: dict[str, str]) -> Any:
    return boto3.client(
        service, endpoint_url=standin.facts["endpoint"], region_name=standin.facts["region"], **credentials
    )
