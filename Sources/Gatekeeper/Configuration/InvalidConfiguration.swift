/// A document was refused as a configuration: everything that is wrong with it, not only the first.
public struct InvalidConfiguration: Error, Hashable, Sendable {
    /// What was found, in the order of the document; warnings and notes as well as at least one error.
    public let findings: [ConfigurationFinding]

    /// Refuses a document; readers of other formats report what they cannot read with it.
    public init(findings: [ConfigurationFinding]) {
        self.findings = findings
    }
}

extension InvalidConfiguration: CustomStringConvertible {
    /// One finding after the other, a line or two each.
    public var description: String {
        findings.map(\.description).joined(separator: "\n")
    }
}
