/// Where calls go and how often they are tried: from an environment and the profile in the shared files.
public struct AWSSettings: Sendable {
    /// `eu-west-1`.
    public let region: String
    /// Whether endpoints validated for FIPS 140 are used.
    public let usesFIPS: Bool
    /// Whether endpoints that IPv6 reaches, too, are used.
    public let usesDualStack: Bool
    /// How often a call is tried, 1 or more.
    public let maxAttempts: Int
    /// How the network is reached.
    let network: NetworkSettings
    /// Endpoints that somebody set, by the service's name in variables.
    private let overrides: [String: HTTPURL]

    /// Reads the settings; an argument goes before a variable, a variable before the profile.
    ///
    /// - Throws: `AWSError`: `.noRegion`, naming each place that was looked at; `.validation` for a value that means nothing.
    public init(region: String?, environment: [String: String], files: AWSSharedFiles) throws(AWSError) {
        let variables = Environment(environment)
        let profile = files.activeProfile
        func setting(_ variable: String, _ key: String) -> String? {
            variables[variable] ?? profile[key].flatMap { $0.isEmpty ? nil : $0 }
        }
        self.region = try Self.region(region, variables, files)
        usesFIPS = setting("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint").map(Self.isTrue) ?? false
        usesDualStack = setting("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint").map(Self.isTrue) ?? false
        if let text = setting("AWS_MAX_ATTEMPTS", "max_attempts") {
            guard let number = Int(text), number >= 1 else {
                throw AWSError.configuration("AWS_MAX_ATTEMPTS must be a number from 1, and is \"\(text)\"")
            }
            maxAttempts = number
        } else {
            maxAttempts = 3
        }
        network = try NetworkSettings(
            proxies: ProxySettings(environment: variables),
            certificateBundle: setting("AWS_CA_BUNDLE", "ca_bundle")
        )
        overrides = try Self.overrides(variables, files)
    }

    /// Where a service is, in this region or another.
    func endpoint(_ service: AWSService, region: String? = nil) -> HTTPURL {
        if let override = overrides[service.environmentName] { return override }
        return EndpointRules.endpoint(
            service,
            region: region ?? self.region,
            variant: EndpointVariant(usesFIPS: usesFIPS, usesDualStack: usesDualStack)
        )
    }

    /// Whether somebody has set another endpoint for a service.
    func hasOwnEndpoint(_ service: AWSService) -> Bool {
        overrides[service.environmentName] != nil
    }

    private static func region(
        _ argument: String?,
        _ variables: Environment,
        _ files: AWSSharedFiles
    ) throws(AWSError) -> String {
        let profile = files.activeProfile["region"].flatMap { $0.isEmpty ? nil : $0 }
        let stated = argument ?? variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"] ?? profile
        guard let region = stated, !region.isEmpty else {
            let places = "AWS_REGION and AWS_DEFAULT_REGION, and `region` of profile \(files.profileName) in "
            throw AWSError(
                .noRegion,
                service: "configuration",
                operation: "Read",
                message: "no AWS region: none was given, and none is set in \(places)\(files.configPath)"
            )
        }
        guard isRegionName(region) else {
            throw AWSError.configuration("the region \"\(VisibleBytes.text(region.utf8))\" is not the name of a region")
        }
        return region
    }

    /// Whether a text may stand where a region does: it becomes part of a host name, which credentials are sent to.
    static func isRegionName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 63 && text.utf8.first != 0x2D && text.utf8.last != 0x2D
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func overrides(
        _ variables: Environment,
        _ files: AWSSharedFiles
    ) throws(AWSError) -> [String: HTTPURL] {
        let profile = files.activeProfile
        let ignored = variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profile["ignore_configured_endpoint_urls"]
        if let ignored, isTrue(ignored) { return [:] }
        // The order is botocore's: variables before the files, the service's own before the one for all. It holds for the
        // service as a whole, so `endpoint_url` in a `services` section is beaten by AWS_ENDPOINT_URL.
        var found: [String: HTTPURL] = [:]
        for service in AWSService.all {
            let section = profile["services"].map { files.service(service.configurationName, in: $0) } ?? [:]
            let text =
                variables["AWS_ENDPOINT_URL_\(service.environmentName)"] ?? variables["AWS_ENDPOINT_URL"]
                ?? section["endpoint_url"] ?? profile["endpoint_url"]
            if let text { found[service.environmentName] = try url(text) }
        }
        return found
    }

    private static func url(_ text: String) throws(AWSError) -> HTTPURL {
        guard let url = HTTPURL(text), url.query == nil else {
            throw AWSError.configuration(
                "the endpoint \"\(VisibleBytes.text(text.utf8))\" is not the address of a server, as in https://host:port"
            )
        }
        return url
    }

    private static func isTrue(_ text: String) -> Bool {
        text.lowercased() == "true"
    }
}
