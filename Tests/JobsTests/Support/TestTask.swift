import Fixtures
import Supervision
import SystemPackage

/// A trigger directory with scripts, and the entrypoint that runs one of them as a real process.
struct TestTask {
    /// A folder for whatever the scripts leave.
    let folder: TestFolder
    /// The environment that the entrypoint is started with.
    var environment: [String: String]
    /// The entrypoint's own arguments.
    var options: [String] = []

    var scripts: FilePath { folder.path.appending("scripts") }

    init() throws {
        folder = try TestFolder()
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
            "TMPDIR": folder.path.appending("tmp").string,
        ]
        try Folder.make(scripts)
        try Folder.make(folder.path.appending("tmp"))
    }

    /// Adds a script of `/bin/bash`; `$HERE` is the test's folder.
    func add(_ name: String, _ text: String) throws {
        let permissions: FilePermissions = [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
        try folder.write("#!/bin/bash\nHERE=\(folder.path)\n\(text)\n", to: "scripts/\(name)", permissions: permissions)
    }

    /// Runs a script to its end.
    func run(_ script: String, _ arguments: String...) async throws -> FinishedTask {
        let result = try await command([script] + arguments).capture(limit: 1 << 30)
        guard case .exited(let code) = result.ending else { throw TestFailure("the entrypoint \(result.ending)") }
        return FinishedTask(log: result.output, exitCode: code)
    }

    /// The entrypoint's call.
    func command(_ behind: [String]) -> Command {
        Command(
            BuiltProgram.deployRunner.string,
            ["entrypoint", "--trigger-directory", scripts.string] + options + ["--"] + behind,
            environment: environment
        )
    }

    /// What a command of the shell prints, in the environment of the task.
    func shell(_ text: String) async throws -> String {
        try await Command("sh", ["-c", text], environment: environment).capture().outputText
    }

    /// The names that the entrypoint left in its temporary folder.
    var leftovers: [String]? { Folder.names(in: folder.path.appending("tmp")) }
}

/// A reason for which a test cannot go on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
