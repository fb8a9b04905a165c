import Dispatch
import Glibc
import RunProtocol
import SystemPackage

/// Carries what a job writes from its two pipes into its log, in the order in which it arrives.
///
/// One thread waits for both pipes at once, so that the order between them is the kernel's, and reads until both are
/// closed: nothing a cancelled Swift task does can close a pipe under a job that is saving its state (DESIGN D9).
struct OutputPump: Sendable {
    private let output: FileDescriptor
    private let errors: FileDescriptor
    private let giveUp: FileDescriptor
    private let log: TaskLog

    /// The writing ends, for the child.
    struct WritingEnds: Sendable {
        let output: FileDescriptor
        let errors: FileDescriptor
    }

    /// Makes the pipes, runs the body with their writing ends, and returns when all that was written is in the log.
    ///
    /// The body owns the writing ends and closes them. When it has returned, whatever still holds a writing end has
    /// `patience` left before the pipes are cut.
    static func carry<Result: Sendable>(
        into log: TaskLog,
        patience: Duration,
        body: (WritingEnds) async throws -> Result
    ) async throws -> Result {
        let output = try Pipe()
        let errors = try Pipe()
        let cut = try Pipe()
        let pump = OutputPump(output: output.reading, errors: errors.reading, giveUp: cut.reading, log: log)
        let (end, announcement) = AsyncStream.makeStream(of: Never.self)
        DispatchQueue(label: "output pump").async {
            pump.run()
            announcement.finish()
        }
        // A task of its own, so that nobody's cancellation ends the wait.
        let done = Task { for await _ in end {} }
        let cutting: Task<Void, any Error>
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await body(WritingEnds(output: output.writing, errors: errors.writing)))
        } catch {
            result = .failure(error)
        }
        cutting = Task {
            try await Task.sleep(for: patience)
            _ = try cut.writing.writeAll([0])
        }
        await done.value
        cutting.cancel()
        for descriptor in [output.reading, errors.reading, cut.reading, cut.writing] { try? descriptor.close() }
        return try result.get()
    }

    private func run() {
        var open = [(output, LogStream.output), (errors, .errors)]
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 16)
        defer { buffer.deallocate() }
        var isCut = false
        while !open.isEmpty, !isCut {
            var polled = open.map { pollfd(fd: $0.0.rawValue, events: Int16(POLLIN), revents: 0) }
            polled.append(pollfd(fd: giveUp.rawValue, events: Int16(POLLIN), revents: 0))
            let ready = poll(&polled, nfds_t(polled.count), log.patience.map { Int32($0 / .milliseconds(1)) } ?? -1)
            if ready == 0 {
                log.writePending()
                continue
            }
            isCut = polled[open.count].revents != 0
            open = carry(open, polled, through: buffer)
        }
        readOut(open, through: buffer)
    }

    /// Reads what lies in the pipes already and little more: whoever still holds a writing end may write for ever.
    private func readOut(_ pipes: [(FileDescriptor, LogStream)], through buffer: UnsafeMutableRawBufferPointer) {
        var open = pipes
        for _ in 0..<16 where !open.isEmpty {
            var polled = open.map { pollfd(fd: $0.0.rawValue, events: Int16(POLLIN), revents: 0) }
            guard poll(&polled, nfds_t(polled.count), 0) > 0 else { break }
            open = carry(open, polled, through: buffer)
        }
        if !open.isEmpty { log.note("the output ends here: a process that outlived the script still holds it open") }
    }

    /// Reads once from each pipe that is ready; returns those that are still open.
    private func carry(
        _ pipes: [(FileDescriptor, LogStream)],
        _ polled: [pollfd],
        through buffer: UnsafeMutableRawBufferPointer
    ) -> [(FileDescriptor, LogStream)] {
        var open: [(FileDescriptor, LogStream)] = []
        for (pipe, polled) in zip(pipes, polled) {
            if polled.revents == 0 || carry(pipe.0, pipe.1, through: buffer) { open.append(pipe) }
        }
        return open
    }

    /// Reads once; `false` at the end of the stream.
    private func carry(
        _ descriptor: FileDescriptor,
        _ stream: LogStream,
        through buffer: UnsafeMutableRawBufferPointer
    ) -> Bool {
        guard let count = try? descriptor.read(into: buffer), count > 0 else { return false }
        log.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: stream)
        return true
    }
}
