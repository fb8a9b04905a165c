/// Something that a document does wrong, where, and what to write instead.
public struct ConfigurationFinding: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// The document is not accepted.
        case error
        /// The document is accepted, and probably does not mean what its author thinks.
        case warning
        /// Worth knowing.
        case note
    }

    /// What was found, for programs.
    public let code: Code
    /// How bad it is.
    public let severity: Severity
    /// Where.
    public let location: SourceLocation
    /// What is wrong, with the name and the value, as one sentence without a full stop.
    public let message: String
    /// What to write instead.
    public let hint: String?

    private init(
        _ code: Code,
        _ severity: Severity,
        at location: SourceLocation,
        texts: (message: String, hint: String?)
    ) {
        self.code = code
        self.severity = severity
        self.location = location
        message = texts.message
        hint = texts.hint
    }

    /// Something for which the document is refused.
    public static func error(
        _ code: Code,
        at location: SourceLocation,
        _ message: String,
        hint: String? = nil
    ) -> ConfigurationFinding {
        ConfigurationFinding(code, .error, at: location, texts: (message, hint))
    }

    /// Something that probably does not mean what the author thinks.
    public static func warning(
        _ code: Code,
        at location: SourceLocation,
        _ message: String,
        hint: String? = nil
    ) -> ConfigurationFinding {
        ConfigurationFinding(code, .warning, at: location, texts: (message, hint))
    }

    /// Something worth knowing.
    public static func note(
        _ code: Code,
        at location: SourceLocation,
        _ message: String,
        hint: String? = nil
    ) -> ConfigurationFinding {
        ConfigurationFinding(code, .note, at: location, texts: (message, hint))
    }
}

extension ConfigurationFinding: Comparable {
    /// Orders by position in the file, then by path, then by severity.
    public static func < (left: ConfigurationFinding, right: ConfigurationFinding) -> Bool {
        left.order < right.order
    }

    private var order: (Int, Int, String, Int, String) {
        let position = location.position ?? SourcePosition(line: 0, column: 0)
        let rank = Severity.allCases.firstIndex(of: severity) ?? 0
        return (position.line, position.column, location.path, rank, message)
    }
}

extension ConfigurationFinding: CustomStringConvertible {
    /// The finding as compilers write theirs: `12:5: error: message`, and the hint on a line of its own.
    public var description: String { rendered(file: nil) }

    /// The finding with the name of the file before its position.
    public func rendered(file: String?) -> String {
        let place = [file, location.position?.description].compactMap(\.self).joined(separator: ":")
        let subject = location.path.isEmpty ? "" : "\(location.path): "
        let first = (place.isEmpty ? "" : "\(place): ") + "\(severity.rawValue): \(subject)\(message)"
        return hint.map { "\(first)\n    hint: \($0)" } ?? first
    }
}
