/// Elastic Compute Cloud, as far as machine images and what their builds leave behind are looked for.
///
/// Source: the Amazon EC2 API reference, version 2016-11-15. Every question is a list of filters, so that what is not there
/// is missing from the answer and no error.
public struct EC2Client: Sendable {
    private let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// The same in another region.
    public func moved(to region: String) -> EC2Client {
        EC2Client(caller.moved(to: region))
    }

    /// The account's own images that fit every filter.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `ec2:DescribeImages`.
    public func images(_ filters: [EC2Filter]) async throws(AWSError) -> [EC2Image] {
        try await items("DescribeImages", "imagesSet", [("Owner.1", "self")], filters).compactMap(EC2Image.init)
    }

    /// The instances that fit every filter.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `ec2:DescribeInstances`.
    public func instances(_ filters: [EC2Filter]) async throws(AWSError) -> [EC2Instance] {
        try await items("DescribeInstances", "reservationSet", [], filters)
            .flatMap { $0["instancesSet"]?.children ?? [] }.compactMap(EC2Instance.init)
    }

    /// The identifiers of the security groups that fit every filter.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `ec2:DescribeSecurityGroups`.
    public func securityGroups(_ filters: [EC2Filter]) async throws(AWSError) -> [String] {
        try await items("DescribeSecurityGroups", "securityGroupInfo", [], filters).compactMap { $0.text("groupId") }
    }

    /// The names of the key pairs that fit every filter.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `ec2:DescribeKeyPairs`.
    public func keyPairs(_ filters: [EC2Filter]) async throws(AWSError) -> [String] {
        try await items("DescribeKeyPairs", "keySet", [], filters).compactMap { $0.text("keyName") }
    }

    /// The items of all pages.
    private func items(
        _ operation: String,
        _ list: String,
        _ parameters: [(String, String)],
        _ filters: [EC2Filter]
    ) async throws(AWSError) -> [XMLElement] {
        var items: [XMLElement] = []
        var token: String?
        repeat {
            let page = parameters + Self.parameters(filters) + (token.map { [("NextToken", $0)] } ?? [])
            let answer = try await caller.queryAnswer(operation, version: "2016-11-15", page)
            items += answer[list]?.children ?? []
            token = answer.text("nextToken").flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return items
    }

    private static func parameters(_ filters: [EC2Filter]) -> [(String, String)] {
        filters.enumerated().flatMap { index, filter in
            [("Filter.\(index + 1).Name", filter.name)]
                + filter.values.enumerated().map { ("Filter.\(index + 1).Value.\($0 + 1)", $1) }
        }
    }
}

extension XMLElement {
    /// The tags of a resource of EC2.
    var ec2Tags: [String: String] {
        var tags: [String: String] = [:]
        for item in self["tagSet"]?.children ?? [] {
            if let key = item.text("key") { tags[key] = item.text("value") ?? "" }
        }
        return tags
    }
}
