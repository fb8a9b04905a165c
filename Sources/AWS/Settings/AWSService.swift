/// A service that is called here: its names on the wire, in host names and in people's settings.
struct AWSService: Hashable, Sendable {
    /// What its host name begins with.
    var endpointPrefix: String
    /// What signatures and permissions call it.
    var signingName: String
    /// botocore's service id in upper case, as in `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS`.
    var environmentName: String

    /// The same name as a key of a `services` section.
    var configurationName: String { environmentName.lowercased() }

    static let ecs = AWSService(endpointPrefix: "ecs", signingName: "ecs", environmentName: "ECS")
    static let logs = AWSService(endpointPrefix: "logs", signingName: "logs", environmentName: "CLOUDWATCH_LOGS")
    static let lambda = AWSService(endpointPrefix: "lambda", signingName: "lambda", environmentName: "LAMBDA")
    static let sts = AWSService(endpointPrefix: "sts", signingName: "sts", environmentName: "STS")
    static let secretsManager = AWSService(
        endpointPrefix: "secretsmanager",
        signingName: "secretsmanager",
        environmentName: "SECRETS_MANAGER"
    )
    static let ec2 = AWSService(endpointPrefix: "ec2", signingName: "ec2", environmentName: "EC2")
    static let ecr = AWSService(endpointPrefix: "api.ecr", signingName: "ecr", environmentName: "ECR")
    static let s3 = AWSService(endpointPrefix: "s3", signingName: "s3", environmentName: "S3")
    static let sso = AWSService(endpointPrefix: "portal.sso", signingName: "awsssoportal", environmentName: "SSO")
    static let ssoOIDC = AWSService(endpointPrefix: "oidc", signingName: "sso-oauth", environmentName: "SSO_OIDC")

    static let all: [AWSService] = [.ecs, .logs, .lambda, .sts, .secretsManager, .ec2, .ecr, .s3, .sso, .ssoOIDC]
}
