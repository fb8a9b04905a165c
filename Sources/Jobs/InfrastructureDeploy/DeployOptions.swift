import Gatekeeper
import RunProtocol

/// The script's options by name, each value free of what a terminal or a program could misread.
struct DeployOptions {
    private let parsed: ParsedArguments

    /// Reads an argument list.
    ///
    /// - Throws: `InvalidArguments` (64).
    init(_ arguments: [String]) throws(RunnerError) {
        do {
            parsed = try StandardScript.infrastructureDeployScript.grammar.parse(arguments.map { ByteString($0) })
        } catch {
            throw Self.invalid(error.description, hint: "options are: \(Self.names)")
        }
        for option in parsed.options {
            guard let hazard = option.value?.firstHazard else { continue }
            throw Self.invalid("the value of \(option.name) holds \(hazard.name)", hint: "remove it")
        }
    }

    /// The value of an option.
    func value(_ name: OptionName) -> String? { parsed.value(of: name)?.string }

    /// All values of an option.
    func all(_ name: OptionName) -> [String] { parsed.values(of: name).map(\.string) }

    /// The value of an option that has to be there.
    func required(_ name: OptionName) throws(RunnerError) -> String {
        guard let value = value(name) else {
            throw Self.invalid("the option \(name) is missing", hint: "options are: \(Self.names)")
        }
        return value
    }

    /// The value of an option as a git reference.
    func reference(_ name: OptionName) throws(RunnerError) -> DeployRequest.WrittenReference? {
        guard let text = value(name) else { return nil }
        return try DeployRequest.WrittenReference(text)
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
            throw Self.invalid(
                "\(name) \(Shown.text(text)) is not known",
                hint: "it takes \(words.joined(separator: ", "))"
            )
        }
        return value
    }

    static func invalid(_ message: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidArguments", "infrastructure-deploy-script: \(message)", hint: hint)
    }

    private static var names: String {
        StandardScript.infrastructureDeployScript.grammar.options.map(\.spelling.description).joined(separator: ", ")
    }
}
