import Foundation
import Glibc
import RunProtocol
import Sandbox
import Supervision
import SystemPackage

extension Console {
    /// The console on the two standard streams.
    fileprivate static func ofThisProcess() -> Console {
        Console(
            output: .descriptor(.standardOutput),
            errors: .descriptor(.standardError),
            leadToOnePlace(.standardOutput, .standardError) ? .together : .apart
        )
    }

    private static func leadToOnePlace(_ first: FileDescriptor, _ second: FileDescriptor) -> Bool {
        guard let first = try? first.stat(), let second = try? second.stat() else { return false }
        return first.deviceID == second.deviceID && first.inode == second.inode
    }
}

extension CommandContext {
    /// The context of this process: the real thing.
    static func ofThisProcess() -> CommandContext {
        let environment = ProcessInfo.processInfo.environment
        return CommandContext(
            environment: environment,
            workingDirectory: FilePath(FileManager.default.currentDirectoryPath),
            console: .ofThisProcess(),
            input: .standardInput,
            clock: ContinuousClock(),
            now: { Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) },
            signals: { EndingSignals.taken() },
            engine: { configuration throws(RunnerError) in
                try SandboxEngine(
                    configuration,
                    try OwnPrograms.located(environment),
                    try StateDirectory(environment: environment),
                    now: { Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) }
                )
            }
        )
    }
}
