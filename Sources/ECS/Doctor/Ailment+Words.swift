extension Ailment {
    /// What went wrong, in a few words.
    var cause: String { words.cause }

    /// What to do about it.
    var fix: String { words.fix }

    private var words: (cause: String, fix: String) {
        switch self {
        case .imageNotFound, .imageAccessDenied, .imageRateLimited, .registryUnreachable, .imageArchitecture, .diskFull,
            .imagePullFailed:
            imageWords
        case .secretAccessDenied, .secretNotFound, .secretKeyDenied, .secretUnreachable, .secretUnavailable: secretWords
        case .logGroupMissing, .logAccessDenied, .logUnreachable, .logOptionsWrong, .logNotWritable: logWords
        case .roleNotAssumable, .serviceRoleMissing, .addressesExhausted, .interfaceFailed, .networkSettingsWrong:
            settingWords
        case .noCapacity, .noFittingInstance, .agentDisconnected, .quotaReached, .throttled, .sizeUnsupported,
            .definitionUnusable, .clusterUnusable:
            placementWords
        case .outOfMemory, .programNotFound, .volumeFailed, .runtimeTimedOut, .containerNotStarted, .healthCheckFailed,
            .containerExited:
            containerWords
        default: endWords
        }
    }

    private var imageWords: (cause: String, fix: String) {
        switch self {
        case .imageNotFound:
            ("the image is not in its registry", "push it, or correct the image and tag in the task definition")
        case .imageAccessDenied:
            (
                "the registry does not let the task pull the image",
                "allow ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to the task execution "
                    + "role, check the repository's own policy, and that the image exists"
            )
        case .imageRateLimited:
            (
                "the registry limits how often images are pulled",
                "try again later; keep the image in ECR, or pull it with credentials"
            )
        case .registryUnreachable:
            (
                "the task cannot reach the image's registry",
                "give its subnets a route: a NAT gateway, endpoints for ecr.api, ecr.dkr and s3, or assign_public_ip in a "
                    + "public subnet; and let its security group send to port 443"
            )
        case .imageArchitecture:
            (
                "the image is built for another processor than the task's",
                "build it for the runtimePlatform of the task definition, as in docker build --platform linux/amd64"
            )
        case .diskFull:
            ("the image does not fit on the disk", "make the image smaller, or give the task more ephemeral storage")
        default:
            ("the image could not be pulled", "try docker pull with the image of the task definition")
        }
    }

    private var secretWords: (cause: String, fix: String) {
        switch self {
        case .secretAccessDenied:
            (
                "the task execution role may not read a secret that the container wants",
                "allow secretsmanager:GetSecretValue, or ssm:GetParameters, on it to the role"
            )
        case .secretNotFound:
            (
                "a secret that the container wants does not exist",
                "create it, or correct secrets_manager_env_vars; a secret needs a current version, too"
            )
        case .secretKeyDenied:
            (
                "the task execution role may not use the key that a secret is encrypted with",
                "allow kms:Decrypt on the key to the role, in its policy and in the key's"
            )
        case .secretUnreachable:
            (
                "the task cannot reach the service that keeps its secrets",
                "give its subnets a route: a NAT gateway, or endpoints for secretsmanager, ssm and kms; and let its "
                    + "security group send to port 443"
            )
        default:
            (
                "the task did not get its secrets, or the credentials for its registry",
                "check that they exist, that the task execution role may read them, and that the subnets have a route to them"
            )
        }
    }

    private var logWords: (cause: String, fix: String) {
        switch self {
        case .logGroupMissing:
            ("the task's log group does not exist", "create it, or correct log_group and the task definition")
        case .logAccessDenied:
            (
                "the task execution role may not write the task's log",
                "allow logs:CreateLogStream and logs:PutLogEvents on the log group to the role"
            )
        case .logUnreachable:
            (
                "the task cannot reach CloudWatch Logs",
                "give its subnets a route: a NAT gateway or an endpoint for logs; and let the security groups of both let "
                    + "port 443 through"
            )
        case .logOptionsWrong:
            ("the log options of the task definition are wrong", "correct its logConfiguration")
        default:
            (
                "the task's log could not be opened",
                "check that the log group exists, and that the task execution role may write to it"
            )
        }
    }

    private var settingWords: (cause: String, fix: String) {
        switch self {
        case .roleNotAssumable:
            (
                "ECS may not assume a role of the task",
                "let ecs-tasks.amazonaws.com assume it in its trust policy, and allow iam:PassRole on it to the invoker; a "
                    + "role that was just made takes a minute"
            )
        case .serviceRoleMissing:
            (
                "the account has no service-linked role for ECS yet",
                "make it once: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com"
            )
        case .addressesExhausted:
            ("the subnet has no free addresses", "add larger subnets to ecs.subnets, or wait for other tasks to end")
        case .interfaceFailed:
            ("the task's network interface could not be set up", "try again")
        default:
            (
                "the task's network settings do not fit together",
                "check that ecs.subnets and ecs.security_groups exist, lie in one VPC, and suit assign_public_ip"
            )
        }
    }

    private var placementWords: (cause: String, fix: String) {
        switch self {
        case .noCapacity:
            (
                "AWS has no capacity for the task right now",
                "try again later; subnets in more availability zones, or another size, find some sooner"
            )
        case .noFittingInstance:
            (
                "no instance of the cluster has room for the task",
                "wait for other tasks to end, add instances, or ask for less cpu and memory"
            )
        case .agentDisconnected:
            ("the ECS agent of an instance is not connected", "try again; look at the agent when it stays so")
        case .quotaReached:
            ("the account's quota of running tasks is used up", "wait for other tasks to end, or have the quota raised")
        case .throttled:
            ("AWS was asked too often", "try again in a minute")
        case .sizeUnsupported:
            ("Fargate has no tasks of this size", "ask for a combination of cpu and memory that it offers")
        case .definitionUnusable:
            (
                "the task definition cannot be run so",
                "check that this revision is active and fits the launch type: aws ecs describe-task-definition"
            )
        default:
            ("the cluster cannot be used", "check ecs.cluster, the region and the account")
        }
    }

    private var containerWords: (cause: String, fix: String) {
        switch self {
        case .outOfMemory:
            ("the container's memory was used up", "ask for more with task_memory")
        case .programNotFound:
            (
                "the image has no program that could be started",
                "use an image whose entrypoint is deploy-runner, executable and for the task's processor"
            )
        case .volumeFailed:
            (
                "a volume of the task could not be mounted",
                "check the file system, its mount targets, port 2049 in their security group, and the task role"
            )
        case .runtimeTimedOut:
            ("the container runtime took too long", "try again; look at the instance when it stays so")
        case .containerNotStarted:
            ("the container could not be started", "run the image of the task definition with docker to see why")
        case .healthCheckFailed:
            ("the task failed its health check", "take the health check out of the task definition")
        default:
            ("the container exited", "its log says more")
        }
    }

    private var endWords: (cause: String, fix: String) {
        switch self {
        case .spotInterrupted:
            (
                "AWS took the spot capacity back",
                "run it again, on capacity that is not spot where it must not be cut off"
            )
        case .hostMaintained:
            ("AWS maintains the task's host", "run it again")
        case .hostLost:
            ("the instance that the task ran on is gone", "run it again")
        case .stoppedByUser:
            ("somebody stopped the task through ECS", "CloudTrail says who called StopTask")
        case .stoppedByScheduler:
            ("a service's scheduler stopped the task", "run the task definition outside any service")
        case .internalError:
            ("AWS reports an error of its own", "try again")
        default:
            ("AWS gives a reason that is not known here", "look it up in the ECS developer guide")
        }
    }
}
