import Patterns

extension FieldReader {
    /// Compiles a pattern and examines it; `nil`, and a finding with the place inside the pattern, when it is none.
    mutating func pattern(_ text: Located<ByteString>, source: ContainerSource) -> Pattern? {
        do {
            let pattern = try Pattern(text.value.bytes)
            if source == .written { examine(pattern, at: text.location) }
            return pattern
        } catch {
            let message = "(\(text.value)) is not a pattern: \(error.message), at byte \(error.position + 1) of it"
            report(.error(.invalidPattern, at: text.location, message, hint: error.hint))
            return nil
        }
    }

    /// Reports what looks unintended; what is merely worth knowing, such as a superfluous anchor, is left alone.
    private mutating func examine(_ pattern: Pattern, at location: SourceLocation) {
        for finding in pattern.findings where finding.severity == .warning {
            let code: ConfigurationFinding.Code = finding.kind == .matchesNothing ? .emptyPattern : .loosePattern
            let source = ByteString(pattern.source)
            let message = "in the pattern (\(source)), at byte \(finding.position + 1): \(Self.phrase(finding.message))"
            report(.warning(code, at: location, message, hint: Self.phrase(finding.hint)))
        }
    }

    /// A sentence as part of another: no capital at the beginning, no full stop at the end.
    private static func phrase(_ sentence: String) -> String {
        var bytes = Array(sentence.utf8)
        if let first = bytes.first, 0x41...0x5A ~= first { bytes[0] = first + 0x20 }
        if bytes.last == ASCII.dot { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
