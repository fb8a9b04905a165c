/// Where AWS's services are, by the rules that the SDKs share.
enum EndpointRules {
    static func endpoint(_ service: AWSService, region: String, variant: EndpointVariant) -> HTTPURL {
        let partition = Partition.of(region)
        let suffix = variant.usesDualStack ? partition.dualStackSuffix : partition.suffix
        // Everything in GovCloud is validated; only some services have a second name that says so.
        let isPlainFIPS = partition.name == "aws-us-gov" && !variant.usesDualStack && service.isPlainInGovCloud
        let fips = variant.usesFIPS && !isPlainFIPS ? "-fips" : ""
        return HTTPURL(scheme: .https, host: "\(service.endpointPrefix)\(fips).\(region).\(suffix)")
    }
}
