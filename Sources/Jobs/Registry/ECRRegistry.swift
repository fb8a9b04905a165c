/// A registry of Amazon ECR, by its host name, which says where its logins come from.
struct ECRRegistry: Hashable, Sendable {
    /// The account that the registry belongs to.
    let account: String
    /// Its region.
    let region: String

    /// Reads `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, the `-fips` form of it, and `ACCOUNT.dkr-ecr.REGION.on.aws`; `nil`
    /// for every other host.
    ///
    /// Source: "Amazon ECR endpoints and quotas" in the AWS General Reference.
    init?(host: String) {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard labels.count > 4, labels[0].utf8.count == 12,
            labels[0].utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        let suffix: [String]
        if labels[1] == "dkr", labels[2] == "ecr" || labels[2] == "ecr-fips" {
            region = labels[3]
            suffix = Array(labels[4...])
        } else if labels[1] == "dkr-ecr" || labels[1] == "dkr-ecr-fips" {
            region = labels[2]
            suffix = Array(labels[3...])
        } else {
            return nil
        }
        // A login of ECR is sent to AWS's own domains only.
        guard Self.suffixes.contains(suffix.joined(separator: ".")) else { return nil }
        account = labels[0]
    }

    private static let suffixes: Set = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk",
        "csp.hci.ic.gov", "on.aws", "on.amazonwebservices.com.cn", "on.amazonwebservices.eu",
    ]
}
