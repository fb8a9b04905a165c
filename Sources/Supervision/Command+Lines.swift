import Dispatch
import Glibc
public import RunProtocol
import Subprocess
import SystemPackage

extension Command {
    /// Runs the program in the place of this one as `foreground` does, but with its output read line by line.
    ///
    /// Signals go to the program's whole process group, which is its own: packer's first process only watches over the
    /// one that does the work, and ignores SIGINT, which from a terminal would reach both.
    ///
    /// One thread reads until the output ends, so that no cancelled task closes it under a program that cleans up (DESIGN
    /// D9). What is still open when the program has ended, in the hands of something it left running, is given up.
    ///
    /// - Parameters:
    ///   - signals: of this process; those that arrive are passed on.
    ///   - line: gets each line without its line feed, one at a time, and pieces of lines beyond 1 MiB.
    /// - Returns: how the program ended.
    /// - Throws: `ProgramNotFound`, or `ProgramFailed` (69) when it could not be started.
    public func foreground(
        _ signals: ForwardedSignals,
        line: @escaping @Sendable ([UInt8]) -> Void
    ) async throws(RunnerError) -> ProcessEnding {
        let path = try located()
        do {
            let (output, cut) = (try Pipe(), try Pipe())
            defer { for descriptor in [output.reading, cut.reading, cut.writing] { try? descriptor.close() } }
            let (end, announcement) = AsyncStream.makeStream(of: Never.self)
            DispatchQueue(label: "lines of \(program)").async {
                LineReading(output: output.reading, cut: cut.reading).run(line)
                announcement.finish()
            }
            // A task of its own, so that nobody's cancellation ends the wait.
            let reading = Task { for await _ in end {} }
            let result = await Self.ending(of: self, at: path, output.writing, signals)
            signals.target(nil)
            _ = try? cut.writing.writeAll([0])
            await reading.value
            return try result.get()
        } catch {
            throw RunnerError(.unavailable, "ProgramFailed", "\(program) could not be started").caused(by: "\(error)")
        }
    }

    private static func ending(
        of command: Command,
        at path: FilePath,
        _ output: FileDescriptor,
        _ signals: ForwardedSignals
    ) async -> Result<ProcessEnding, any Error> {
        do {
            var options = PlatformOptions()
            options.processGroupID = 0
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(command.arguments),
                environment: command.subprocessEnvironment,
                workingDirectory: command.workingDirectory,
                platformOptions: options,
                input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: .currentStandardError
            ) { execution in
                signals.target(LiveProcess(execution.processIdentifier.value, .group))
            }
            return .success(ProcessEnding(result.terminationStatus))
        } catch {
            return .failure(error)
        }
    }
}

/// Reads lines from a pipe to its end, or until it is told that nothing more is to come.
private struct LineReading {
    let output: FileDescriptor
    let cut: FileDescriptor

    func run(_ line: ([UInt8]) -> Void) {
        var splitter = LineSplitter(limit: 1 << 20)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        while let count = read(into: buffer), count > 0 {
            splitter.split(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { piece, _ in line(Array(piece)) }
        }
        splitter.flush { piece, _ in line(Array(piece)) }
    }

    /// What comes next; `nil` when nothing lies in the pipe and nothing is to come.
    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        var polled = [output, cut].map { pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0) }
        while poll(&polled, 2, -1) < 0, errno == EINTR {}
        guard polled[0].revents != 0 else { return nil }
        return try? output.read(into: buffer)
    }
}
