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

    static let all: [AWSService] = [.ecs, .logs, .lambda, .sts, .sso, .ssoOIDC]
}
