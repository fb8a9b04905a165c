import Fixtures
import Foundation
import RunProtocol
import Supervision
import Synchronization
import SystemPackage

/// The built `infrastructure-deployer`, as a user or a CI tool starts it, with files for its output and its errors.
final class CommandLineTool: Sendable {
    /// What a call left behind.
    struct Result: Sendable {
        let code: Int32
        let output: String
        let errors: String
    }

    private let folder: TestFolder
    private let ending: Task<ProcessEnding, any Error>
    private let process: Started

    /// Starts the tool.
    init(_ arguments: [String], in workingDirectory: FilePath, environment: [String: String]) throws {
        let folder = try TestFolder()
        let process = Started()
        var command = Command(
            BuiltProducts.path(of: "infrastructure-deployer").string,
            arguments,
            environment: environment
        )
        command.workingDirectory = workingDirectory
        var streams = StandardStreams()
        streams.output = try Self.create(folder.path.appending("output"))
        streams.errors = try Self.create(folder.path.appending("errors"))
        ending = Task { [command, streams] in
            defer { process.hasEnded.withLock { $0 = true } }
            return try await command.run(on: streams) { child in process.child.withLock { $0 = child } }
        }
        self.folder = folder
        self.process = process
    }

    /// Waits until the tool has written a text to either stream and can be sent signals, or has ended.
    func wait(for text: String) async {
        while !process.hasEnded.withLock({ $0 }) {
            let isThere = process.child.withLock { $0 != nil }
            if isThere, read("output").contains(text) || read("errors").contains(text) { return }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Sends the tool a signal.
    func signal(_ number: Int32) {
        process.child.withLock { $0?.signal(number) }
    }

    /// Waits for the end; a tool that a signal killed has 128 + n, as a shell would say.
    func result() async throws -> Result {
        let code: Int32 =
            switch try await ending.value {
            case .exited(let code): code
            case .killed(let signal): 128 + signal
            }
        return Result(code: code, output: read("output"), errors: read("errors"))
    }

    private func read(_ name: String) -> String {
        let bytes = FileManager.default.contents(atPath: folder.path.appending(name).string) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func create(_ path: FilePath) throws -> FileDescriptor {
        try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite
        )
    }

    private final class Started: Sendable {
        let child = Mutex<RunningProcess?>(nil)
        let hasEnded = Mutex(false)
    }
}
