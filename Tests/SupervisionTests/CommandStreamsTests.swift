import RunProtocol
import Supervision
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(30))) struct CommandStreamsTests {
    @Test func `a child runs on the descriptors it was given, in a session of its own`() async throws {
        let input = try Pipe()
        let output = try Pipe()
        let errors = try Pipe()
        var streams = StandardStreams()
        streams.input = input.reading
        streams.output = output.writing
        streams.errors = errors.writing
        let script = """
            read line; echo got $line
            read pid name state parent group session rest < /proc/$$/stat
            [ $session = $$ ] && echo leader >&2
            exit 5
            """
        let command = Command("/bin/sh", ["-c", script], environment: [:])
        let ending = try await command.run(on: streams) { _ in _ = try? input.writing.writeAll("hello\n".utf8) }
        #expect(ending == .exited(5))
        try input.writing.close()
        #expect(try await output.reading.allLines() == ["got hello"])
        #expect(try await errors.reading.allLines() == ["leader"])
    }

    @Test func `a child without descriptors reads nothing and is heard by nobody`() async throws {
        let script = "[ -z \"$(cat)\" ] && echo x && echo y >&2 && exit 6"
        let command = Command("/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"])
        #expect(try await command.run(on: StandardStreams()) { _ in } == .exited(6))
    }

    @Test func `a child can be killed while it runs`() async throws {
        let ending = try await Command("/bin/sleep", ["60"], environment: [:]).run(on: StandardStreams()) { $0.kill() }
        #expect(ending == .killed(signal: 9))
    }

    @Test func `the descriptors are closed when the program is not there`() async throws {
        let output = try Pipe()
        var streams = StandardStreams()
        streams.output = output.writing
        await #expect(throws: RunnerError.self) {
            try await Command("/nowhere/x", [], environment: [:]).run(on: streams) { _ in }
        }
        // The end of the pipe can be read: no writing end is left.
        #expect(try await output.reading.allLines().isEmpty)
    }

    @Test func `the descriptors are closed when the program cannot be started`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "streams") { folder in
            let path = folder.appending("garbage")
            try Folder.write(Array("garbage".utf8), to: path, permissions: [.ownerReadWrite, .ownerExecute])
            let output = try Pipe()
            var streams = StandardStreams()
            streams.output = output.writing
            await #expect(throws: RunnerError.self) {
                try await Command(path.string, [], environment: [:]).run(on: streams) { _ in }
            }
            #expect(try await output.reading.allLines().isEmpty)
        }
    }
}
