import ArgumentParser

/// For whom a command writes its result.
enum OutputFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// People.
    case text
    /// Programs: one JSON object a line on standard output.
    case json
}

extension OutputFormat {
    /// The format that a command line asks for, whatever else is wrong with it: its errors shall have that form too.
    static func requested(in arguments: [String]) -> OutputFormat {
        let own = arguments.prefix { $0 != "--" }
        if own.contains("--output=json") { return .json }
        return zip(own, own.dropFirst()).contains { $0 == "--output" && $1 == "json" } ? .json : .text
    }
}
