import Fixtures
import Glibc
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(30))) struct CommandCaptureTests {
    private func shell(_ text: String, _ arguments: String...) -> Command {
        Command("/bin/sh", ["-c", text, "sh"] + arguments, environment: ["PATH": "/usr/bin:/bin"])
    }

    private func failure(_ command: Command, limit: Int = 1 << 20) async -> RunnerError? {
        do {
            _ = try await command.capture(limit: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test func `both streams are kept apart`() async throws {
        let result = try await shell("echo out; echo err >&2").capture()
        #expect(result == CommandResult(ending: .exited(0), output: Array("out\n".utf8), errors: Array("err\n".utf8)))
        #expect("\(result)" == "exited with code 0, with 4 bytes of output and 4 bytes of errors")
    }

    @Test func `much output on both streams at once blocks nobody`() async throws {
        let result = try await shell("head -c 3000000 /dev/zero >&2 & head -c 3000000 /dev/zero; wait").capture()
        #expect(result.output.count == 3_000_000)
        #expect(result.errors.count == 3_000_000)
        #expect(result.succeeded)
    }

    @Test(arguments: [0, 1, 2, 77, 127, 255] as [Int32])
    func `an exit code is a result`(code: Int32) async throws {
        #expect(try await shell("exit $1", "\(code)").capture().ending == .exited(code))
    }

    @Test(arguments: [1, 9, 15] as [Int32])
    func `a signal is a result`(signal: Int32) async throws {
        #expect(try await shell("kill -$1 $$", "\(signal)").capture().ending == .killed(signal: signal))
    }

    @Test func `the environment is what was given and nothing else`() async throws {
        let environment = ["A": "1", "EMPTY": "", "TEXT": "a b\nc=d", "É": "é"]
        let result = try await Command("/usr/bin/env", ["-0"], environment: environment).capture()
        let entries = result.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        #expect(entries.sorted() == environment.map { "\($0)=\($1)" }.sorted())
        #expect(try await Command("/usr/bin/env", [], environment: [:]).capture().output.isEmpty)
    }

    @Test func `arguments arrive untouched`() async throws {
        let arguments = ["", " ", "a b", "*", "$HOME", "\\", "'\"", "a\nb", "é", "e\u{301}", "--x=y", "-"]
        let result = try await Command("/usr/bin/printf", ["%s\\0"] + arguments, environment: [:]).capture()
        let arrived = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(arrived.map { Array($0) } == arguments.map { Array($0.utf8) })
    }

    @Test func `no descriptor of this process reaches the child`() async throws {
        let open = try FileDescriptor.open("/dev/null", .readOnly)
        let result = try await Command("/bin/ls", ["/proc/self/fd"], environment: [:]).capture()
        try open.close()
        // The fourth is the folder that ls reads.
        #expect(result.outputText == "0\n1\n2\n3")
    }

    @Test func `the child starts in the folder it was given`() async throws {
        var command = Command("/bin/pwd", [], environment: [:])
        command.workingDirectory = "/usr/bin"
        #expect(try await command.capture().outputText == "/usr/bin")
    }

    @Test func `without input the child reads nothing`() async throws {
        #expect(try await Command("/bin/cat", [], environment: [:]).capture().output.isEmpty)
    }

    @Test func `input arrives whole`() async throws {
        var generator = SeededGenerator(seed: 31)
        let input = (0..<1_000_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        #expect(try await Command("/bin/cat", [], environment: [:]).capture(input: input).output == input)
        #expect(try await Command("/bin/cat", [], environment: [:]).capture(input: []).output.isEmpty)
    }

    @Test func `a child that does not want its input to the end is no error`() async {
        // In a process of its own, since the runner's programs ignore SIGPIPE and this one does not.
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_IGN)
            let input = [UInt8](repeating: 0x78, count: 5_000_000)
            let head = try await Command("/usr/bin/head", ["-c", "3"], environment: [:]).capture(input: input)
            #expect(head.output == Array("xxx".utf8))
            #expect(head.ending == .exited(0))
            let closed = try await Command("/bin/sh", ["-c", "exec <&-; exit 4"], environment: [:]).capture(
                input: input
            )
            #expect(closed.ending == .exited(4))
        }
    }

    @Test func `a child gets no signal disposition of this process`() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_IGN)
            signal(SIGINT, SIG_IGN)
            // A shell that is started with SIGINT ignored cannot trap it.
            let script = "trap 'echo saved; exit 3' INT; kill -INT $$; echo deaf"
            let result = try await Command("/bin/sh", ["-c", script], environment: [:]).capture()
            #expect(result.outputText == "saved")
            #expect(result.ending == .exited(3))
            let pipe = "{ /usr/bin/yes; echo $? >&2; } | /usr/bin/head -n 1"
            let writer = try await Command("/bin/sh", ["-c", pipe], environment: [:]).capture()
            #expect(writer.errorText == "141")
        }
    }

    @Test func `more output than the limit is an error that names the program`() async throws {
        let error = try #require(await failure(shell("head -c 100001 /dev/zero"), limit: 100_000))
        #expect(error.errorType == "ProgramFailed")
        #expect(error.message == "/bin/sh could not be run")
        #expect(try await shell("head -c 100000 /dev/zero").capture(limit: 100_000).output.count == 100_000)
    }

    @Test func `a program that is not there is an error before anything starts`() async throws {
        let error = try #require(await failure(Command("no-such-tool", [], environment: ["PATH": "/bin"])))
        #expect(error.message == "no-such-tool is not installed: it is not on PATH (/bin)")
    }

    @Test func `a file that the kernel cannot execute is an error with the cause`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "capture") { folder in
            let path = folder.appending("garbage")
            try Folder.write(Array("garbage".utf8), to: path, permissions: [.ownerReadWrite, .ownerExecute])
            let error = try #require(await failure(Command(path.string, [], environment: [:])))
            #expect(error.errorType == "ProgramFailed")
            #expect(error.cause?.contains("Exec format error") == true)
        }
    }

    @Test func `a folder that is not there is an error with the cause`() async throws {
        var command = Command("/bin/pwd", [], environment: [:])
        command.workingDirectory = "/nowhere/at/all"
        let error = try #require(await failure(command))
        #expect(error.errorType == "ProgramFailed")
        #expect(error.cause?.isEmpty == false)
    }
}
