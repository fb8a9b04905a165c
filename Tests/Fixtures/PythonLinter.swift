import Foundation
public import Supervision
import SystemPackage

/// A linter that `make test` gets from PyPI, or that this machine has.
public struct PythonLinter: Sendable {
    /// Where it lies; `nil` where it is missing.
    public let program: String?
    private let name: String

    /// Looks for a linter.
    public init(_ name: String) {
        self.name = name
        let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
        let own = root.appending(path: ".venv/linters/bin/\(name)").path()
        let path = SearchPath(ProcessInfo.processInfo.environment["PATH"] ?? "")
        program = FileManager.default.isExecutableFile(atPath: own) ? own : path.locate(name)?.string
    }

    /// What tests say that need it, where it is missing.
    public var reason: String { "needs \(name) (make test installs it)" }

    /// Runs it.
    ///
    /// - Throws: when it is missing, or cannot be started.
    public func run(_ arguments: [String]) async throws -> CommandResult {
        let own = ProcessInfo.processInfo.environment
        // Nothing is asked of checkov's makers.
        let environment = [
            "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": own["HOME"] ?? "/", "BC_SKIP_MAPPING": "TRUE",
        ]
        return try await Command(program ?? name, arguments, environment: environment).capture()
    }
}
