public import Foundation
public import Supervision

/// Programs under `Tests/Peers`, run by the Python that the tests' set-up made, or else by the machine's.
public enum PythonPeer {
    /// The folder that holds the sources.
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

    /// The interpreter.
    public static let python: String = {
        let own = root.appending(path: ".venv/bin/python3").path()
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }()

    /// A file or a folder that the set-up fetched into `.venv`.
    public static func fetched(_ name: String) -> URL {
        root.appending(path: ".venv").appending(path: name)
    }

    /// A program of `Tests/Peers`, by its file name, in an environment without any AWS setting.
    public static func command(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:]
    ) -> Command {
        let file = root.appending(path: "Tests/Peers").appending(path: program).path()
        return Command(python, [file] + arguments, environment: base.merging(environment) { $1 })
    }

    /// Whether the interpreter has a package.
    public static func has(_ package: String) -> Bool {
        system("\(python) -c 'import \(package)' < /dev/null > /dev/null 2>&1") == 0
    }

    /// What tests that need a package say when it is missing.
    public static func reason(_ package: String) -> String {
        "needs the Python package \(package) (make test installs it)"
    }

    private static let base: [String: String] = {
        let own = ProcessInfo.processInfo.environment
        return ["PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": own["HOME"] ?? "/"]
    }()
}
