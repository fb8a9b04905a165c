/// A line of packer's machine-readable output: `timestamp,target,type,data…`.
///
/// Source: https://developer.hashicorp.com/packer/docs/commands, "Machine-Readable Output".
struct PackerRecord: Hashable, Sendable {
    /// The build that it is about; empty when it is about none.
    let target: String
    /// What it says.
    let type: String
    /// The fields behind, with commas and line breaks back in their places.
    let data: [String]

    /// Reads a line; `nil` for one that packer wrote for people, as when it panics.
    init?(_ line: some Collection<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count >= 3, let first = fields.first, !first.isEmpty,
            first.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        let texts = fields.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        target = Self.unescaped(texts[0])
        type = texts[1]
        data = texts.dropFirst(2).map(Self.unescaped)
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("%!(PACKER_COMMA)", with: ",").replacing("\\r", with: "\r").replacing("\\n", with: "\n")
    }
}
