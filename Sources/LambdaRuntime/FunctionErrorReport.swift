import FoundationEssentials
import RunProtocol

/// An error in the form in which Lambda takes it: JSON, and a type for its own metrics.
struct FunctionErrorReport: Hashable, Sendable {
    /// The JSON that the caller gets.
    let body: [UInt8]
    /// The header `Lambda-Runtime-Function-Error-Type`: `Function.` and a word, as Lambda asks for.
    let type: String

    init(_ error: RunnerError) {
        body = Array(Self.cut(error).wire)
        let isWord = !error.errorType.isEmpty && error.errorType.utf8.allSatisfy(Self.isLetter)
        type = "Function.\(isWord ? error.errorType : "Unknown")"
    }

    /// What a function threw, as an error that has everything a caller needs.
    static func error(_ thrown: any Error) -> RunnerError {
        if let error = thrown as? RunnerError { return error }
        return RunnerError(.unavailable, "\(Swift.type(of: thrown))", "the function failed: \(thrown)")
    }

    /// A request can be large and its error repeat it, while Lambda limits errors as it limits answers.
    private static func cut(_ error: RunnerError) -> RunnerError {
        var error = error
        error.message = cut(error.message)
        error.cause = error.cause.map(cut)
        error.hint = error.hint.map(cut)
        error.rule = error.rule.map(cut)
        return error
    }

    private static func cut(_ text: String) -> String {
        let limit = 64 * 1024
        guard text.utf8.count > limit else { return text }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self) + "… (\(text.utf8.count) bytes)"
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
