import RunProtocol

/// An error as people and programs get to see it: what happened, by which rule, why, and what to do (DESIGN D11).
struct ErrorReport: Sendable {
    let error: RunnerError

    init(_ error: RunnerError) {
        self.error = error
    }

    /// The first line: a refusal carries its documented name, which users search for.
    var headline: String {
        error.code == .refused ? "refused: \(error.errorType): \(error.message)" : "error: \(error.message)"
    }

    /// The lines below it, indented.
    var details: [String] {
        var details: [String] = []
        if let cause = error.cause { details += Self.entry("cause", cause) }
        if let rule = error.rule { details += Self.entry("rule", rule) }
        if let hint = error.hint { details += Self.entry("hint", hint) }
        return details
    }

    /// One line as `name: text`; several below the name.
    private static func entry(_ name: String, _ text: String) -> [String] {
        let lines = text.split(separator: "\n")
        guard lines.count > 1 else { return ["  \(name): \(text)"] }
        return ["  \(name):"] + lines.map { "    \($0)" }
    }
}

extension ErrorReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case error
    }

    private struct Body: Encodable {
        let code: Int32
        let type: String
        let message: String
        let cause: String?
        let rule: String?
        let hint: String?
    }

    /// Writes `{"error": {"code": 77, "type": …, "message": …, "cause": …, "rule": …, "hint": …}}`.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let body = Body(
            code: error.code.rawValue,
            type: error.errorType,
            message: error.message,
            cause: error.cause,
            rule: error.rule,
            hint: error.hint
        )
        try container.encode(body, forKey: .error)
    }
}
