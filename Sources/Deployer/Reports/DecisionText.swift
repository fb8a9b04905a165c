import Gatekeeper
import RunProtocol

/// A decision of the gate for people.
struct DecisionText: Sendable {
    private let answer: ExplainAnswer

    init(_ answer: ExplainAnswer) {
        self.answer = answer
    }

    /// What would run, as one would type it; or why nothing does, and what would be allowed.
    var lines: [String] {
        switch answer {
        case .allow(let allowed): ["allowed: \(Self.command(allowed))"]
        case .refuse(let error): [ErrorReport(error).headline] + ErrorReport(error).details
        }
    }

    /// The decision in one line.
    var line: String {
        switch answer {
        case .allow(let allowed): "allowed: \(Self.command(allowed))"
        case .refuse(let error): ErrorReport(error).headline
        }
    }

    private static func command(_ allowed: ExplainAnswer.Allowed) -> String {
        let words = [allowed.container, allowed.script] + allowed.argv
        return ShellWords.join(words.map { ByteString($0) }).string
    }
}
