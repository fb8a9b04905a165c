import Gatekeeper
import Git
import RunProtocol

/// The options of a job script by name, each value free of what a terminal or a program could misread.
struct ScriptOptions {
    private let script: StandardScript
    private let parsed: ParsedArguments

    /// Reads an argument list with the grammar that the gate has for the script (DESIGN D5).
    ///
    /// - Throws: `InvalidArguments` (64).
    init(_ arguments: [String], of script: StandardScript) throws(RunnerError) {
        self.script = script
        do {
            parsed = try script.grammar.parse(arguments.map { ByteString($0) })
        } catch {
            throw Self.invalid(script, error.description, hint: "options are: \(Self.names(script))")
        }
        for option in parsed.options {
            guard let hazard = option.value?.firstHazard else { continue }
            throw invalid("the value of \(option.name) holds \(hazard.name)", hint: "remove it")
        }
    }

    /// The value of an option.
    func value(_ name: OptionName) -> String? { parsed.value(of: name)?.string }

    /// All values of an option.
    func all(_ name: OptionName) -> [String] { parsed.values(of: name).map(\.string) }

    /// Whether an option without a value was given.
    func isGiven(_ name: OptionName) -> Bool { parsed.contains(name) }

    /// The value of an option that has to be there.
    func required(_ name: OptionName) throws(RunnerError) -> String {
        guard let value = value(name) else {
            throw invalid("the option \(name) is missing", hint: "options are: \(Self.names(script))")
        }
        return value
    }

    /// The value of an option as a git reference.
    func reference(_ name: OptionName) throws(RunnerError) -> WrittenReference? {
        guard let text = value(name) else { return nil }
        return try WrittenReference(text)
    }

    /// The value of an option that takes `true` or `false`; without it, `false`.
    func boolean(_ name: OptionName) throws(RunnerError) -> Bool {
        guard value(name) != nil else { return false }
        return try choice(name, of: ["true", "false"]) { $0 == "true" }
    }

    /// The value of an option that takes one of a few words.
    func choice<Value>(
        _ name: OptionName,
        of words: [String],
        as make: (String) -> Value?
    ) throws(RunnerError) -> Value {
        let text = try required(name)
        guard words.contains(text), let value = make(text) else {
            throw invalid("\(name) \(Shown.text(text)) is not known", hint: "it takes \(words.joined(separator: ", "))")
        }
        return value
    }

    /// The error for arguments that cannot be.
    func invalid(_ message: String, hint: String) -> RunnerError {
        Self.invalid(script, message, hint: hint)
    }

    /// The error for arguments of a script that cannot be, where its options are not at hand.
    static func invalid(_ script: StandardScript, _ message: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidArguments", "\(script.name): \(message)", hint: hint)
    }

    private static func names(_ script: StandardScript) -> String {
        script.grammar.options.map(\.spelling.description).joined(separator: ", ")
    }
}

/// A git reference with the text that it was read from.
struct WrittenReference: Sendable {
    let reference: GitReference
    let text: String

    init(_ text: String) throws(RunnerError) {
        reference = try GitReference(text)
        self.text = text
    }
}
