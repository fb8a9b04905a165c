import Gatekeeper
import Yams

/// Reads YAML as a configuration file is meant to be read: one document, no surprises, a position for every value.
///
/// Yams composes the tree; what its values mean is decided here, by the core schema of YAML 1.2 and not by its
/// forerunner's, under which `no` is false and `0777` is 511. Refused: several documents, merge keys, tags of one's
/// own, and anchors that blow a small file up.
enum YAMLDocument {
    /// The tree of a text.
    static func parse(_ bytes: [UInt8]) throws(DocumentFailure) -> ConfigurationNode {
        let text = try text(of: bytes)
        let root: Node?
        do {
            // The encoding is named because the default one is looked up in an environment variable, with a `print`.
            root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw DocumentFailure(error)
        } catch {
            throw DocumentFailure("the file is not YAML: \(error)", at: nil)
        }
        guard let root else { return ConfigurationNode(.null, at: SourcePosition(line: 1, column: 1)) }
        var conversion = YAMLConversion()
        return try conversion.node(root, depth: 0)
    }

    private static func text(of bytes: [UInt8]) throws(DocumentFailure) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let hazard = ByteString(bytes).firstInvalidByte
        let position = hazard.map { SourcePosition(of: $0, in: bytes) }
        throw DocumentFailure("the file is not UTF-8 text", at: position, hint: "save it as UTF-8")
    }
}

extension ByteString {
    /// The offset of the first byte that is not UTF-8.
    fileprivate var firstInvalidByte: Int? {
        var offset = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var rest = Array(line)
            while let hazard = ByteString(rest).firstHazard {
                if hazard.kind == .invalidUTF8 { return offset + line.count - rest.count + hazard.offset }
                let width = UnicodeScalar(hazard.code).map { String($0).utf8.count } ?? 1
                rest.removeFirst(hazard.offset + width)
            }
            offset += line.count + 1
        }
        return nil
    }
}

extension SourcePosition {
    /// The position of a byte, counted over the text before it.
    fileprivate init(of offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<offset]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
        self.init(line: before.count(where: { $0 == 0x0A }) + 1, column: column)
    }
}
