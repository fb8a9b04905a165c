/// A part of AWS with accounts and domain names of its own.
struct Partition: Hashable, Sendable {
    /// What ARNs call it.
    let name: String
    /// What host names end in.
    let suffix: String
    /// The same for hosts that IPv6 reaches, too.
    let dualStackSuffix: String

    /// The partition of a region, by the beginning of its name; a region that is not known is one of `aws`.
    static func of(_ region: String) -> Partition {
        all.first { region.hasPrefix($0.prefix) }?.partition ?? standard
    }

    private static let standard = Partition("aws", "amazonaws.com", "api.aws")

    private static let all: [(prefix: String, partition: Partition)] = [
        ("cn-", Partition("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn")),
        ("us-gov-", Partition("aws-us-gov", "amazonaws.com", "api.aws")),
        ("eusc-", Partition("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu")),
        ("us-iso-", Partition("aws-iso", "c2s.ic.gov", "api.aws.ic.gov")),
        ("us-isob-", Partition("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud")),
        ("eu-isoe-", Partition("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk")),
        ("us-isof-", Partition("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov")),
    ]

    private init(_ name: String, _ suffix: String, _ dualStackSuffix: String) {
        self.name = name
        self.suffix = suffix
        self.dualStackSuffix = dualStackSuffix
    }
}
