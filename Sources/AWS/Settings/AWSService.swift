/// A service that is called here: its names on the wire, in host names and in people's settings.
struct AWSService: Hashable, Sendable {
    /// What its host name begins with.
    var endpointPrefix: String
    /// What signatures and permissions call it.
    var signingName: String
    /// botocore's service id in upper case, as in `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS`.
    var environmentName: String
    /// Whether its FIPS endpoint in GovCloud is the common one.
    var isPlainInGovCloud = false
    /// What its endpoint that IPv6 reaches, too, is called.
    var dualStackName = DualStackName.ownDomain

    /// What its host name begins with in the domain that IPv6 reaches, too, where that is another.
    var ownDomainPrefix: String?
    /// How its paths are signed.
    var pathForm = CanonicalRequest.PathForm.encodedTwice
    /// How its bodies are signed.
    var payload = RequestSigner.Payload.hashed

    /// How services name the endpoint that IPv6 reaches, too.
    enum DualStackName: Hashable, Sendable {
        /// In a domain of its own, `api.aws`.
        case ownDomain
        /// As the common one, which IPv6 reaches in the partitions `aws`, `aws-cn` and `aws-us-gov`.
        case common
        /// In the common domain, with a label more: `s3.dualstack.eu-west-1.amazonaws.com`.
        case label
    }

    /// The same name as a key of a `services` section.
    var configurationName: String { environmentName.lowercased() }

    static let ecs = AWSService(endpointPrefix: "ecs", signingName: "ecs", environmentName: "ECS")
    static let logs = AWSService(
        endpointPrefix: "logs",
        signingName: "logs",
        environmentName: "CLOUDWATCH_LOGS",
        isPlainInGovCloud: true
    )
    static let lambda = AWSService(endpointPrefix: "lambda", signingName: "lambda", environmentName: "LAMBDA")
    static let sts = AWSService(
        endpointPrefix: "sts",
        signingName: "sts",
        environmentName: "STS",
        isPlainInGovCloud: true
    )
    static let sso = AWSService(
        endpointPrefix: "portal.sso",
        signingName: "awsssoportal",
        environmentName: "SSO",
        isPlainInGovCloud: true
    )
    static let ssoOIDC = AWSService(
        endpointPrefix: "oidc",
        signingName: "sso-oauth",
        environmentName: "SSO_OIDC",
        isPlainInGovCloud: true
    )

    static let secretsManager = AWSService(
        endpointPrefix: "secretsmanager",
        signingName: "secretsmanager",
        environmentName: "SECRETS_MANAGER",
        dualStackName: .common
    )
    static let s3 = AWSService(
        endpointPrefix: "s3",
        signingName: "s3",
        environmentName: "S3",
        dualStackName: .label,
        pathForm: .asSent,
        payload: .announced
    )

    static let ecr = AWSService(
        endpointPrefix: "api.ecr",
        signingName: "ecr",
        environmentName: "ECR",
        ownDomainPrefix: "ecr"
    )

    static let ec2 = AWSService(
        endpointPrefix: "ec2",
        signingName: "ec2",
        environmentName: "EC2",
        isPlainInGovCloud: true
    )

    static let all: [AWSService] = [.ecs, .logs, .lambda, .sts, .sso, .ssoOIDC, .secretsManager, .s3, .ecr, .ec2]
}
