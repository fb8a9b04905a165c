public import RunProtocol
public import SystemPackage

/// One call of a program: everything about it, nothing inherited (DESIGN D7).
public struct Command: Sendable, Hashable {
    /// The program: a path, or a name that is looked up on the `PATH` of `environment`.
    public var program: String
    /// The arguments behind the program's name.
    public var arguments: [String]
    /// The whole environment of the child.
    public var environment: [String: String]
    /// The folder the child starts in; `nil`: this process's own.
    public var workingDirectory: FilePath?

    /// Makes a call; the working directory is a property to set.
    public init(_ program: String, _ arguments: [String], environment: [String: String]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }
}

extension Command {
    /// Where the program lies.
    ///
    /// - Throws: `ProgramNotFound` (69), with the `PATH` that was searched; `NULByte` (64) when the call holds one.
    public func located() throws(RunnerError) -> FilePath {
        try refuseNUL()
        if program.utf8.contains(UInt8(ascii: "/")) {
            guard FilePath(program).isExecutableFile else { throw notFound(searched: nil) }
            return FilePath(program)
        }
        let path = environment["PATH"] ?? ""
        guard let found = SearchPath(path).locate(program) else { throw notFound(searched: path) }
        return found
    }

    /// A NUL would cut a string short on its way to the kernel: `/bin/sh\0x` would be `/bin/sh`.
    ///
    /// The error names a variable and never shows its value, which may be a secret.
    private func refuseNUL() throws(RunnerError) {
        let variable = environment.first { $0.key.utf8.contains(0) || $0.value.utf8.contains(0) }
        if let variable { throw holdsNUL("the environment variable \(variable.key)") }
        if arguments.contains(where: { $0.utf8.contains(0) }) { throw holdsNUL("an argument") }
        if program.utf8.contains(0) { throw holdsNUL("the path") }
    }

    private func holdsNUL(_ place: String) -> RunnerError {
        RunnerError(.usage, "NULByte", "\(place) of \(program) holds a NUL byte, which no program can be given")
    }

    private func notFound(searched path: String?) -> RunnerError {
        guard let path else {
            return RunnerError(
                .unavailable,
                "ProgramNotFound",
                "\(program) is not there, or is not executable",
                hint: "check the path"
            )
        }
        return RunnerError(
            .unavailable,
            "ProgramNotFound",
            "\(program) is not installed: it is not on PATH (\(path))",
            hint: "install \(program), or make the folder that holds it part of PATH"
        )
    }
}
