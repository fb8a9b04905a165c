@testable import ECS

extension RealReasons {
    // What a task needs before its container starts: the image, the secrets, the log.

    static let images = [
        Row(
            "aws/aws-cdk#29876",
            """
            CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref \
            123456789123.dkr.ecr.us-east-1.amazonaws.com/a2-ecr-app-repo:latest: pulling from host \
            123456789123.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests latest]: 403 \
            Forbidden
            """,
            .imageAccessDenied
        ),
        Row(
            "aws-samples/bedrock-access-gateway#114",
            """
            CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref \
            366590864501.dkr.ecr.us-west-2.amazonaws.com/bedrock-proxy-api-ecs:latest@sha256:5de487da52320ad\
            9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600: unexpected status from HEAD request to \
            https://366590864501.dkr.ecr.us-west-2.amazonaws.com/v2/bedrock-proxy-api-ecs/blobs/sha256:5de48\
            7da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600: 403 Forbidden
            """,
            .imageAccessDenied
        ),
        Row(
            "aws/amazon-ecs-agent#2137",
            """
            CannotPullContainerError: Error response from daemon: pull access denied for \
            FOO.dkr.ecr.us-east-1.amazonaws.com/foo/app, repository does not exist or may require 'docker \
            login'
            """,
            .imageAccessDenied
        ),
        Row(
            "docs.aws.amazon.com AmazonECS task_cannot_pull_image",
            """
            CannotPullContainerError: The task can’t pull the image. Check that the role has the \
            permissions to pull images from the registry.
            """,
            .imageAccessDenied
        ),
        Row(
            "RafalWilinski/deploy-with-serverless#11",
            """
            CannotPullContainerError: API error (404): repository serverless-batch not found: does not \
            exist or no pull access
            """,
            .imageNotFound
        ),
        Row(
            "aws/containers-roadmap#1120",
            "CannotPullContainerError: failed to find a descriptor for platform {linux/amd64}",
            .imageArchitecture
        ),
        Row(
            "aviswerdlow/relay#71",
            """
            CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does \
            not contain descriptor matching platform 'linux/amd64'.
            """,
            .imageArchitecture
        ),
        Row(
            "docs.aws.amazon.com AmazonECS task_cannot_pull_image",
            """
            CannotPullContainerError: ERROR: toomanyrequests: Too Many Requests or You have reached your \
            pull rate limit.
            """,
            .imageRateLimited
        ),
        Row(
            "convox/rack#1164",
            """
            CannotPullECRContainerError: ThrottlingException: Rate exceeded\n        status code: 400, \
            request id: 75567eb3-6abb-11e6-9d4c-cb4ccd1cee97
            """,
            .throttled
        ),
        Row(
            "docs.aws.amazon.com AmazonECS task_cannot_pull_image",
            """
            CannotPullContainerError: API error (500): Get \
            https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/: net/http: request canceled while \
            waiting for connection
            """,
            .registryUnreachable
        ),
        Row(
            "docs.aws.amazon.com AmazonECS task_cannot_pull_image",
            """
            CannotPullContainerError: The task cannot pull ‘image-name’ from the Amazon ECR repository \
            ‘repository URI’. There is a connection issue between the task and Amazon ECR. Check your task \
            network configuration.
            """,
            .registryUnreachable
        ),
        Row(
            "doctorray117/minecraft-ondemand#74",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 \
            time(s): RequestError: send request failed caused by: Post \
            "https://api.ecr.us-east-2.amazonaws.com/": dial tcp [ANIPADDRESSIDONTWANTTOSHARE]: i/o \
            timeout. Please check your task network configuration.
            """,
            .registryUnreachable
        ),
        Row(
            "aws/aws-app-mesh-examples#413",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve ecr registry auth: service call has been retried 5 \
            time(s): RequestError: send request failed caused by: Post https://api.ecr....
            """,
            .registryUnreachable
        ),
        Row(
            "chariotsolutions.com/?p=19094",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull \
            registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. \
            Check your task network configuration. RequestError: send request failed caused by: Post "http
            """,
            .registryUnreachable
        ),
        Row(
            "awsdocs/amazon-ecs-developer-guide#42",
            """
            CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on \
            device
            """,
            .diskFull
        ),
        Row(
            "aws/amazon-ecs-agent#1434",
            """
            CannotPullContainerError: failed to register layer: Error processing tar file(exit status 1): \
            write /tmp/my_large_file: no space left on device
            """,
            .diskFull
        ),
        Row(
            "aws/amazon-ecs-agent#932",
            "CannotPullContainerError: failed to register layer: ApplyLayer exit status 1 stdout: stderr:",
            .imagePullFailed
        ),
    ]

    static let secrets = [
        Row(
            "GiamPy5/terraform-aws-directus#10",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): \
            failed to fetch secret \
            arn:aws:secretsmanager:eu-central-1:account_id:secret:algo-dev-directus-secret202406261832033588\
            00000004-EaPYTy from secrets manager: AccessDeniedException: Access to KMS is not allowed \
            status code: 400, request id: a87a66d9-f839-4353-b8c2-9984b1465695
            """,
            .secretKeyDenied
        ),
        Row(
            "aws/copilot-cli#3104",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): \
            AccessDeniedException: User: ....
            """,
            .secretAccessDenied
        ),
        Row(
            "aws/aws-cdk#3529",
            """
            Fetching secret data from SSM Parameter Store in {REGION}: AccessDeniedException: User: \
            arn:aws:sts::{ACCOUNT_ID}:assumed-role/{...}/9e05ad12-2574-47a3-b48f-3a2244770318 is not \
            authorized to perform: ssm:GetParameters on resource: \
            arn:aws:ssm:{REGION}:{ACCOUNT_ID}:parameter/{PARAMETER_NAME} status code: 400, request id: \
            787934d9-56ba-4a43-9e60-4f05a950a90e
            """,
            .secretAccessDenied
        ),
        Row(
            "a deployment diary on GitHub (wishkit, parsing-engine)",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): \
            invalid ssm parameters: /wishkit/parsing-engine/gemini-api-key
            """,
            .secretNotFound
        ),
        Row(
            "Releem/releem-agent#195",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): \
            failed to fetch secret arn:aws:secretsmanager:us-west-2:*:secret:DBPasswordSecret-* from \
            secrets manager: RequestCanceled: request context canceled caused by: context deadline \
            exceeded. Please check your task network configuration.
            """,
            .secretUnreachable
        ),
        Row(
            "umotif-public/terraform-aws-ecs-fargate#50",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): \
            RequestCanceled: request context canceled caused by: context deadli...
            """,
            .secretUnreachable
        ),
        Row(
            "aws-samples/keycloak-on-aws#222",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to get registry auth from asm: service call has been retried 5 \
            time(s): asm fetching secret from the service for ...
            """,
            .secretUnreachable
        ),
        Row(
            "docker-archive/compose-cli#1510",
            """
            ResourceInitializationError: unable to pull secrets or registry auth: execution resource \
            retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): \
            failed to fetch secret arn:aws:secretsmanager:eu-west-1:123456789...
            """,
            .secretUnavailable
        ),
    ]

    static let logs = [
        Row(
            "cn-terraform/terraform-aws-nexus#35",
            """
            CannotStartContainerError: Error response from daemon: failed to initialize logging driver: \
            failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does \
            not exist
            """,
            .logGroupMissing
        ),
        Row(
            "Rayraegah/terraform-aws-hasura#25",
            """
            CannotStartContainerError: Error response from daemon: failed to initialize logging driver: \
            failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does \
            not exist. status code: 400
            """,
            .logGroupMissing
        ),
        Row(
            "a troubleshooting guide on GitHub (ECS Fargate Advanced)",
            """
            ResourceInitializationError: failed to validate logger args: ... AccessDeniedException: ... not \
            authorized to perform: logs:CreateLogGroup
            """,
            .logAccessDenied
        ),
        Row(
            "a troubleshooting guide on GitHub (WordPress on Fargate)",
            """
            ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon \
            CloudWatch log group defined in the task definition. There is a connection issue between the \
            task and Amazon CloudWatch. Check your network configuration. : signal: killed
            """,
            .logUnreachable
        ),
        Row(
            "a deployment guide on GitHub",
            """
            ResourceInitializationError: failed to validate logger args: unable to get awslogs driver \
            arguments: awslogs-region is required
            """,
            .logOptionsWrong
        ),
        Row(
            "a project's list of blockers on GitHub",
            """
            ResourceInitializationError: failed to validate logger args: create stream has been retried 1 \
            times: failed to create Cloudwatch log
            """,
            .logNotWritable
        ),
        Row(
            "aws/amazon-ecs-cli#752",
            """
            CannotStartContainerError: Error response from daemon: failed to initialize logging driver: \
            CredentialsEndpointError: failed to load credentials caused by: RequestError: send request \
            failed caused by: Get http://169.254.170.2/v2/credentials/
            """,
            .logUnreachable
        ),
    ]
}
