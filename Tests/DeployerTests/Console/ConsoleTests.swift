import Glibc
import Supervision
import SystemPackage
import Testing

@testable import Deployer

@Suite(.timeLimit(.minutes(30))) struct ConsoleTests {
    @Test func `a live line is shown on a terminal only, and never as wide as it`() async {
        let plain = CapturedConsole()
        let plainConsole = plain.console()
        plainConsole.showLive("waiting")
        await plainConsole.flush()
        #expect(plain.errors.isEmpty)

        let terminal = CapturedConsole()
        let console = terminal.console(.terminal(columns: 10), .together)
        console.showLive("waiting for it")
        console.hideLive()
        await console.flush()
        #expect(terminal.errors == "waiting f\r\u{1B}[K")
    }

    @Test func `the live line is gone before the job's first byte`() async throws {
        let terminal = CapturedConsole()
        let console = terminal.console(.terminal(columns: 80), .together)
        console.showLive("waiting")
        try await console.write(Array("first".utf8), to: .output)
        #expect(terminal.both == "waiting\r\u{1B}[Kfirst")
    }

    @Test func `a stream that takes no more is an error of the write, and none of prose`() async throws {
        let captured = CapturedConsole()
        let console = captured.console()
        captured.fail(.output, with: .brokenPipe)
        captured.fail(.errors, with: .ioError)
        console.say("nobody hears this")
        await #expect(throws: Errno.brokenPipe) { try await console.write([0x61], to: .output) }
        await console.flush()
    }

    @Test func `leaving waits for no reader`() async throws {
        let writing = Latch()
        let stuck = Latch()
        let port = ConsolePort(kind: .plain) { _ in
            writing.open()
            // A reader that never reads: a pager that was left open.
            while !stuck.isOpen { usleep(1000) }
        }
        let captured = CapturedConsole()
        let console = Console(output: port, errors: captured.console().errors, .apart)
        let job = Task { try await console.write([0x61], to: .output) }
        await writing.opened()
        console.leave(saying: "left")
        await console.flush()
        #expect(captured.errors == "left\n")
        stuck.open()
        try await job.value
    }

    @Test func `a pipe whose reader has gone is a broken pipe, not a signal`() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipe = try Pipe()
        try pipe.reading.close()
        let port = ConsolePort.descriptor(pipe.writing)
        #expect(throws: Errno.brokenPipe) { try port.write([1]) }
        try pipe.writing.close()
    }

    @Test func `a full disk is named`() throws {
        let full = try FileDescriptor.open("/dev/full", .writeOnly)
        #expect(throws: Errno.noSpace) { try ConsolePort.descriptor(full).write([1]) }
        try full.close()
    }

    @Test func `a pipe that somebody made non-blocking gets every byte`() async throws {
        let pipe = try Pipe()
        #expect(fcntl(pipe.writing.rawValue, F_SETFL, O_NONBLOCK) == 0)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let reading = Task.detached {
            var read: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while read.count < bytes.count {
                let count = try buffer.withUnsafeMutableBytes { try pipe.reading.read(into: $0) }
                read += buffer[..<count]
            }
            return read
        }
        let console = Console(output: .descriptor(pipe.writing), errors: CapturedConsole().console().errors, .apart)
        try await console.write(bytes, to: .output)
        #expect(try await reading.value == bytes)
        try pipe.writing.close()
        try pipe.reading.close()
    }

    @Test func `a pipe and a file are no terminals`() throws {
        let pipe = try Pipe()
        #expect(ConsolePort.descriptor(pipe.writing).kind == .plain)
        try pipe.writing.close()
        try pipe.reading.close()
    }
}
