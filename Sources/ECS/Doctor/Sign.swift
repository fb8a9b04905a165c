/// What a class of failure is recognised by: words that all, and words of which one, must occur, in lower case.
struct Sign: Hashable, Sendable {
    let ailment: Ailment
    private let all: [String]
    private let any: [String]

    private init(_ ailment: Ailment, all: [String] = [], any: [String] = []) {
        self.ailment = ailment
        self.all = all
        self.any = any
    }

    /// Whether the sign is in a text of lower-case letters.
    func isSeen(in text: String) -> Bool {
        all.allSatisfy(text.contains) && (any.isEmpty || any.contains(where: text.contains))
    }

    /// The signs, the most specific first.
    static let all: [Sign] =
        throttling + images + secrets + logs + roles + network + placement + containers + ends

    /// How a connection that does not come about shows, in all services.
    ///
    /// Reasons that are cut off show no more than the number of attempts: a refusal is not tried five times.
    private static let noConnection = [
        "i/o timeout", "connection issue", "check your network configuration", "check your task network configuration",
        "context deadline", "context deadli", "context canceled", "request canceled", "requestcanceled",
        "request send failed", "send request failed", "connection refused", "connection reset", "no such host",
        "tls handshake timeout", "signal: killed", "client.timeout exceeded", "retried 5 time",
    ]
    private static let refusal = ["accessdenied", "access denied", "not authorized", "unauthorized", "403 forbidden"]

    private static let throttling = [
        Sign(.imageRateLimited, any: ["toomanyrequests", "pull rate limit", "429 too many requests"]),
        Sign(.throttled, any: ["rate exceeded", "throttlingexception", "errorcode: throttling"]),
    ]

    private static let images = [
        Sign(
            .imageArchitecture,
            any: [
                "descriptor matching platform", "find a descriptor for platform", "no matching manifest for",
                "no match for platform", "exec format error",
            ]
        ),
        Sign(.diskFull, any: ["no space left on device"]),
        Sign(
            .imageAccessDenied,
            all: ["cannotpull"],
            any: refusal + ["no basic auth credentials", "role has the permissions", "authorization failed"]
        ),
        Sign(.imageAccessDenied, all: ["ecr registry auth"], any: refusal),
        Sign(.imageAccessDenied, all: ["registry auth from amazon ecr"], any: refusal),
        Sign(
            .imageNotFound,
            all: ["cannotpull"],
            any: ["not found", "manifest unknown", "no such image", "does not exist"]
        ),
        Sign(.registryUnreachable, all: ["cannotpull"], any: noConnection + ["unexpected eof", ": eof"]),
        Sign(.registryUnreachable, all: ["ecr registry auth"], any: noConnection),
        Sign(.registryUnreachable, all: ["registry auth from amazon ecr"], any: noConnection),
        Sign(.imagePullFailed, any: ["cannotpull"]),
    ]

    private static let secrets = [
        Sign(.secretKeyDenied, any: ["access to kms is not allowed", "kms:decrypt"]),
        Sign(
            .secretNotFound,
            any: ["can't find the specified secret", "invalid ssm parameters", "did not contain json key"]
        ),
        Sign(.secretNotFound, all: ["secret", "resourcenotfoundexception"]),
        Sign(
            .secretAccessDenied,
            any: ["not authorized to perform: secretsmanager:", "not authorized to perform: ssm:"]
        ),
        Sign(.secretAccessDenied, all: ["unable to pull secrets"], any: refusal),
        Sign(.secretUnreachable, all: ["unable to pull secrets"], any: noConnection),
        Sign(.secretUnavailable, any: ["unable to pull secrets", "fetching secret data"]),
    ]

    private static let logs = [
        Sign(.logGroupMissing, any: ["log group does not exist"]),
        Sign(.logOptionsWrong, any: ["awslogs-region is required", "awslogs-group is required"]),
        Sign(.logAccessDenied, any: ["not authorized to perform: logs:"]),
        Sign(.logAccessDenied, all: ["logger args"], any: refusal),
        Sign(.logUnreachable, all: ["logger args"], any: noConnection),
        Sign(.logUnreachable, all: ["logging driver"], any: noConnection),
        Sign(.logNotWritable, any: ["logger args", "logging driver"]),
    ]

    private static let roles = [
        Sign(.serviceRoleMissing, any: ["assume the service linked role"]),
        Sign(.roleNotAssumable, any: ["unable to assume the role", "unable to assume role", "was unable to assume"]),
        Sign(.roleNotAssumable, all: ["not authorized to perform: iam:passrole"]),
    ]

    private static let network = [
        Sign(
            .addressesExhausted,
            any: [
                "insufficientfreeaddresses", "enough free addresses", "insufficient free addresses",
                "public ip assignment enabled in subnet",
            ]
        ),
        Sign(
            .networkSettingsWrong,
            any: [
                "tagpolicyviolation", "error retrieving subnet information", "error retrieving security group",
                "invalidsubnet", "invalidgroup", "belong to different networks", "assignpublicip is not supported",
            ]
        ),
        Sign(
            .interfaceFailed,
            any: [
                "network interface provisioning", "failed to configure eni", "unexpected ec2 error while attempting",
                "unable to attach network interface",
            ]
        ),
    ]

    private static let placement = [
        Sign(.noCapacity, any: ["capacity is unavailable", "insufficient capacity"]),
        Sign(.quotaReached, any: ["the limit on the number of tasks", "the limit on the number of vcpus"]),
        Sign(
            .noFittingInstance,
            any: ["no container instances were found", "insufficient cpu units", "insufficient memory available"]
        ),
        Sign(
            .agentDisconnected,
            any: ["agent connected", "agent is disconnected", "agent that's currently disconnected"]
        ),
        Sign(.sizeUnsupported, any: ["no fargate configuration exists for given values"]),
        Sign(
            .definitionUnusable,
            any: [
                "taskdefinition is inactive", "unable to describe task definition", "taskdefinition not found",
                "task definition does not support", "task definition is not compatible",
            ]
        ),
        Sign(.clusterUnusable, any: ["cluster not found", "cluster is inactive", "cluster was not found"]),
    ]

    private static let containers = [
        Sign(.outOfMemory, any: ["outofmemoryerror", "out of memory"]),
        Sign(.volumeFailed, any: ["efs utils", "mount.nfs4", "cannotcreatevolumeerror", "volume attachment"]),
        Sign(.programNotFound, any: ["executable file not found"]),
        Sign(.programNotFound, all: ["exec:"], any: ["no such file or direct", "permission denied"]),
        Sign(.runtimeTimedOut, any: ["timeouterror", "could not transition to"]),
        Sign(
            .containerNotStarted,
            any: ["cannotstartcontainer", "cannotcreatecontainer", "cannotinspectcontainer", "containerruntimeerror"]
        ),
        Sign(.healthCheckFailed, any: ["health checks", "health check failed"]),
    ]

    private static let ends = [
        Sign(.spotInterrupted, any: ["spot task was interrupted", "spot interruption"]),
        Sign(.hostMaintained, any: ["performing maintenance on the underlying infrastructure"]),
        Sign(.hostLost, all: ["host ec2", "terminated"]),
        Sign(.stoppedByScheduler, any: ["scaling activity initiated by"]),
        Sign(.stoppedByUser, any: ["task stopped by user"]),
        Sign(.internalError, any: ["internalerror", "internal error", "ephemeralstorage provisioning"]),
        Sign(.containerExited, any: ["essential container in task exited"]),
    ]
}
