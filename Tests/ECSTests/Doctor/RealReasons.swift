@testable import ECS

/// Reasons that AWS really gave, as people reported them, each with where it was found and what it means.
///
/// Account numbers and names in them are as they were posted.
enum RealReasons {
    struct Row: Sendable {
        let source: String
        let reason: String
        let ailment: Ailment

        init(_ source: String, _ reason: String, _ ailment: Ailment) {
            self.source = source
            self.reason = reason
            self.ailment = ailment
        }
    }

    static let all = images + secrets + logs + network + placement + containers + ends

    private static let network = [
        Row(
            "telia-oss/terraform-aws-ecs-fargate#58",
            """
            ECS was unable to assume the role 'arn:aws:iam::<account_id>:role/X-task-execution-role' that \
            was provided for this task. Please verify that the role being passed has the proper trust \
            relationship and permissions and that your IAM user has permissions to pass this role.
            """,
            .roleNotAssumable
        ),
        Row(
            "aws-solutions/distributed-load-testing-on-aws#2",
            "Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
            .serviceRoleMissing
        ),
        Row(
            "aws/amazon-ecs-agent#4825",
            "Timeout waiting for network interface provisioning to complete.",
            .interfaceFailed
        ),
        Row(
            "a state machine that retries tasks on GitHub",
            """
            ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin \
            failed with no error message
            """,
            .interfaceFailed
        ),
        Row(
            "a state machine that retries tasks on GitHub",
            "Unexpected EC2 error while attempting to attach network interface to instance",
            .interfaceFailed
        ),
        Row(
            "docs.aws.amazon.com AmazonECS failed-to-start-error",
            """
            Unexpected EC2 error while attempting to Create Network Interface with public IP assignment \
            enabled in subnet 'subnet-id'
            """,
            .addressesExhausted
        ),
        Row(
            "a tool's test data on GitHub; seen in paradisec-archive/nabu#1259",
            """
            Unexpected EC2 error while attempting to Create Network Interface in subnet '': \
            InsufficientFreeAddressesInSubnet
            """,
            .addressesExhausted
        ),
        Row(
            "an incident report on GitHub (TagPolicyViolation)",
            "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation",
            .networkSettingsWrong
        ),
        Row(
            "docs.aws.amazon.com AmazonECS failed-to-start-error",
            "Unable to attach network interface to unused device index",
            .interfaceFailed
        ),
    ]

    private static let placement = [
        Row(
            "sil-org/ecs-deploy#277",
            "Capacity is unavailable at this time. Please try again later or in a different availability zone",
            .noCapacity
        ),
        Row(
            "aws/copilot-cli#3064",
            "You've reached the limit on the number of tasks you can run concurrently.",
            .quotaReached
        ),
        Row(
            "a troubleshooting guide on GitHub (Fargate vCPU limit)",
            "You've reached the limit on the number of vCPUs you can run concurrently.",
            .quotaReached
        ),
        Row(
            "dagster-io/dagster#33439",
            "Error retrieving subnet information for [subnet-...]: Rate exceeded (ErrorCode: Throttling)",
            .throttled
        ),
        Row("aws/aws-cdk#30171", "No Container Instances were found in your cluster.", .noFittingInstance),
        Row(
            "aws-samples/cost-effective-aws-deployment-of-comfyui#39",
            "No Container Instances were found in your capacity provider.",
            .noFittingInstance
        ),
        Row(
            "aws-actions/amazon-ecs-deploy-task-definition#260",
            """
            The closest matching container-instance ****af580523fe1022f095e doesn't have the agent \
            connected.
            """,
            .agentDisconnected
        ),
        Row("aws/amazon-ecs-agent#375", "AGENT", .agentDisconnected),
        Row("docs.aws.amazon.com AmazonECS api_failures_messages", "RESOURCE:ENI", .noFittingInstance),
        Row("docs.aws.amazon.com AmazonECS api_failures_messages", "RESOURCE:MEMORY", .noFittingInstance),
        Row("docs.aws.amazon.com AmazonECS api_failures_messages", "MISSING", .clusterUnusable),
        Row(
            "towardsthecloud/aws-cdk-examples#1",
            """
            No Fargate configuration exists for given values: 512 CPU , 512 memory. See the Amazon ECS \
            documentation for the valid values.
            """,
            .sizeUnsupported
        ),
        Row(
            "docs.aws.amazon.com AmazonECS failed-to-start-error",
            "The selected task definition is not compatible with the selected compute strategy",
            .definitionUnusable
        ),
    ]

    private static let containers = [
        Row("aws/amazon-ecs-agent#1187", "OutOfMemoryError: Container killed due to memory usage", .outOfMemory),
        Row(
            "jenkinsci/amazon-ecs-plugin#258",
            """
            CannotStartContainerError: ResourceInitializationError: failed to create new container runtime \
            task: failed to create shim: OCI runtime create failed: container_linux.go:380: starting \
            container process caused: exec: "-url": executable file not found in
            """,
            .programNotFound
        ),
        Row(
            "aws/amazon-ecs-agent#2954",
            """
            CannotStartContainerError: ResourceInitializationError: failed to create new container runtime \
            task: OCI runtime create failed: container_linux.go:370: starting container process caused: \
            exec: "/opt/sonarqube/bin/run.sh": stat /opt/sonarqube/bin/run.sh...no such file or direct...
            """,
            .programNotFound
        ),
        Row(
            "aws/amazon-ecs-cli#78",
            """
            CannotStartContainerError: API error (500): Cannot start container \
            54b6caa1f3d8476a7b3538827d4d5017596d696b0877925d1d28a9de735b2433: [8] System error: exec: "node \
            index.js -t sockets_transport -i 0": executable file not found in $PATH
            """,
            .programNotFound
        ),
        Row(
            "aws-samples/net-modernization#13",
            """
            CannotStartContainerError: ResourceInitializationError: unable to create new container: mount \
            callback failed on /tmp/containerd-mount916692511: open \
            /tmp/containerd-mount916692511/etc/passwd: no such file or directory
            """,
            .containerNotStarted
        ),
        Row(
            "acp-io/terraform-grafana#4",
            """
            ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: \
            b'mount.nfs4: mounting fs-<some numbers>.efs.<region>.amazonaws.com:/grafana failed, reason \
            given by server: No such file or directory' : unsuccessful EFS utils command execution; code: 32
            """,
            .volumeFailed
        ),
        Row(
            "aws/copilot-cli#3350",
            """
            ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: \
            b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils \
            command execution; code: 32
            """,
            .volumeFailed
        ),
        Row(
            "aws/amazon-ecs-cli#1083",
            """
            ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: \
            Failed to resolve "fs-00000000.efs.us-east-1.amazonaws.com" - check that your file system ID is \
            correct.
            """,
            .volumeFailed
        ),
        Row(
            "aws/amazon-ecs-agent#1440",
            "DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s",
            .runtimeTimedOut
        ),
        Row(
            "aws/amazon-ecs-agent#1440",
            "CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s",
            .runtimeTimedOut
        ),
        Row(
            "docs.aws.amazon.com AmazonECS stopped-task-error-codes",
            "CannotStartContainerError: failed to get container status: <reason>",
            .containerNotStarted
        ),
        Row("repost.aws knowledge-center ecs-task-stopped", "Essential container in task exited", .containerExited),
        Row("repost.aws knowledge-center ecs-task-stopped", "Task failed ELB health checks", .healthCheckFailed),
    ]

    private static let ends = [
        Row("reproio/wrapbox#53", "Your Spot Task was interrupted.", .spotInterrupted),
        Row(
            "docs.aws.amazon.com AmazonECS task-maintenance",
            "ECS is performing maintenance on the underlying infrastructure hosting the task",
            .hostMaintained
        ),
        Row("aws-solutions/distributed-load-testing-on-aws#82", "Task stopped by user", .stoppedByUser),
        Row(
            "dagster-io/dagster, its list of transient reasons",
            "Timeout waiting for EphemeralStorage provisioning to complete.",
            .internalError
        ),
        Row("docs.aws.amazon.com AmazonECS failed-to-start-error", "InternalError: <reason>", .internalError),
    ]
}
