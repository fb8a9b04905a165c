/// Reads the fields of one mapping, and collects everything that is wrong with it instead of stopping at the first.
///
/// Used for configuration files and for requests: every field that is asked for is known, and `finish` reports the
/// others, with the nearest known name. A field that is `null` is read as missing.
public struct FieldReader {
    /// What was wrong so far.
    public private(set) var findings: [ConfigurationFinding] = []
    /// Where the mapping stands.
    public let location: SourceLocation

    private let kind: String
    private let isMapping: Bool
    private let values: [ByteString: ConfigurationNode]
    private let written: [ConfigurationNode.Field]
    private var known: [ByteString] = []

    /// Opens a mapping; anything else is reported and read as a mapping without fields.
    ///
    /// - Parameters:
    ///   - node: the mapping.
    ///   - kind: what the mapping is, with its article, as messages name it: `a request`.
    public init(_ node: ConfigurationNode, kind: String) {
        self.kind = kind
        location = node.location
        isMapping = node.fields != nil
        written = node.fields ?? []
        values = Dictionary(written.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        if node.fields == nil {
            report(.error(.wrongType, at: node.location, "\(kind) must be a mapping, this is \(node.kindName)"))
        }
        var seen: Set<ByteString> = []
        for field in written where !seen.insert(field.key).inserted {
            report(.error(.duplicateField, at: field.keyLocation, "the field \(field.key) is given twice"))
        }
    }

    /// Adds a finding of the caller's.
    public mutating func report(_ finding: ConfigurationFinding) {
        findings.append(finding)
    }

    /// Adds findings of another reader.
    public mutating func report(_ more: [ConfigurationFinding]) {
        findings += more
    }

    /// The value of a field, of any type; `nil` when it is missing or null.
    public mutating func node(_ key: ByteString) -> ConfigurationNode? {
        known.append(key)
        guard let node = values[key], !node.isNull else { return nil }
        return node
    }

    /// Whether the field is written, be it null.
    public func isWritten(_ key: ByteString) -> Bool {
        values[key] != nil
    }

    /// Where the field stands, or the mapping when it is missing.
    public func location(of key: ByteString) -> SourceLocation {
        values[key]?.location ?? location
    }

    /// Reports that a field which must be there is not.
    public mutating func reportMissing(_ key: ByteString, hint: String? = nil) {
        guard isMapping else { return }
        report(.error(.missingField, at: location, "\(kind) must have the field \(key)", hint: hint))
    }

    /// Reports the fields that nobody asked for, and returns all findings.
    public mutating func finish() -> [ConfigurationFinding] {
        var asked = Set(known)
        for field in written where asked.insert(field.key).inserted {
            let meant = NearestName.nearest(to: field.key, among: known.filter { values[$0] == nil })
            let names = known.sorted().map(\.string).joined(separator: ", ")
            let hint = meant.map { "did you mean \($0)?" } ?? "the fields of \(kind) are \(names)"
            report(.error(.unknownField, at: field.keyLocation, "\(kind) has no field \(field.key)", hint: hint))
        }
        return findings
    }
}
