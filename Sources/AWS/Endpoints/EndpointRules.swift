/// Where AWS's services are, by the rules that the SDKs share.
enum EndpointRules {
    static func endpoint(_ service: AWSService, region: String, variant: EndpointVariant) -> HTTPURL {
        let partition = Partition.of(region)
        let hasOwnDomain = variant.usesDualStack && hasOwnDomain(service, partition.name, variant)
        let prefix = hasOwnDomain ? service.ownDomainPrefix ?? service.endpointPrefix : service.endpointPrefix
        let suffix = hasOwnDomain ? partition.dualStackSuffix : partition.suffix
        let label = variant.usesDualStack && service.dualStackName == .label ? ".dualstack" : ""
        // Everything in GovCloud is validated; only some services have a second name that says so.
        let isPlainFIPS = partition.name == "aws-us-gov" && !variant.usesDualStack && service.isPlainInGovCloud
        let fips = variant.usesFIPS && !isPlainFIPS ? "-fips" : ""
        return HTTPURL(scheme: .https, host: "\(prefix)\(fips)\(label).\(region).\(suffix)")
    }

    private static func hasOwnDomain(_ service: AWSService, _ partition: String, _ variant: EndpointVariant) -> Bool {
        switch service.dualStackName {
        case .ownDomain: true
        case .label: false
        // China has no endpoint that is validated, so none is the common one.
        case .common: !(["aws", "aws-us-gov"] + (variant.usesFIPS ? [] : ["aws-cn"])).contains(partition)
        }
    }
}
