import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@Suite struct EntrypointTests {
    @Test(arguments: [0, 1, 2, 3, 64, 69, 77, 124, 130, 255] as [Int32])
    func `the script's exit code is passed on as it is`(code: Int32) async throws {
        let task = try TestTask()
        try task.add("job", "exit $1")
        let ended = try await task.run("job", "\(code)")
        #expect(ended.exitCode == code)
        #expect(ended.trailer?.end == .exited(code))
        #expect(ended.completeness == .complete)
    }

    @Test func `output and errors are kept apart, byte for byte`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            #"printf 'one\n\n  two \r\n'; printf 'bad: \377\376\000\n' ; printf 'oops\n' >&2; printf 'no newline'"#
        )
        let ended = try await task.run("job")
        #expect(ended.output == Array("one\n\n  two \r\nbad: ".utf8) + [0xFF, 0xFE, 0x00] + Array("\nno newline".utf8))
        #expect(ended.errorText == "oops\n")
        #expect(ended.completeness == .complete)
        #expect(ended.trailer?.lines == 6)
        #expect(ended.trailer?.bytes == ended.output.count + ended.errors.count)
    }

    @Test func `the trailer's digest is that of all lines before it`() async throws {
        var task = try TestTask()
        try task.add("job", "for i in {1..500}; do echo line $i; echo error $i >&2; done")
        task.environment["LOG"] = task.folder.path.appending("log").string
        let result = try await task.command(["job"]).capture()
        try task.folder.write(String(decoding: result.output, as: UTF8.self), to: "log")
        let digest = try await task.shell(#"head -n -1 "$LOG" | sha256sum"#).prefix(64)
        #expect(FinishedTask(log: result.output, exitCode: 0).trailer?.sha256 == String(digest))
    }

    @Test func `the first line names the script, with its arguments redacted`() async throws {
        let task = try TestTask()
        try task.add("job", "exit 0")
        let ended = try await task.run(
            "job",
            "--repo",
            "s3cret-1",
            "--token=s3cret-2",
            "-v",
            "s3cret-3",
            "-s3cret-4",
            "--s3 cret"
        )
        #expect(ended.notes == "running \(task.scripts)/job --repo *** --token=*** -v *** *** ***\n")
    }

    @Test(arguments: ["", ".", "..", "../scripts/job", "/bin/sh", "sub/job", "job\n", "jo\u{202E}b", "job/"])
    func `what is not a file name alone is no script`(name: String) async throws {
        let task = try TestTask()
        try task.add("job", "touch $HERE/ran")
        try task.add("sub/job", "touch $HERE/ran")
        let ended = try await task.run(name)
        #expect(ended.exitCode == 69)
        #expect(ended.completeness == .complete)
        #expect(ended.notes.contains("is not the name of a script"))
        #expect(ended.notes.contains("hint: there are: job\n"))
        #expect(task.folder.read("ran") == nil, "nothing was started")
        guard case .notStarted = ended.trailer?.end else {
            Issue.record("the trailer says \(String(describing: ended.trailer?.end))")
            return
        }
    }

    @Test(arguments: ["missing", "text", "folder", "dangling"])
    func `what is not an executable file of the trigger directory is no script`(name: String) async throws {
        let task = try TestTask()
        try task.folder.write("#!/bin/sh\ntouch \(task.folder.path)/ran\n", to: "scripts/text")
        try Folder.make(task.scripts.appending("folder"))
        symlink("/nonexistent", task.scripts.appending("dangling").string)
        let ended = try await task.run(name)
        #expect(ended.exitCode == 69)
        #expect(ended.notes.hasPrefix("there is no script \(name) in the trigger directory \(task.scripts)\n"))
        #expect(task.folder.read("ran") == nil)
    }

    @Test func `a script may be a symbolic link, as the built-in ones are`() async throws {
        let task = try TestTask()
        symlink("/bin/true", task.scripts.appending("job").string)
        #expect(try await task.run("job").exitCode == 0)
    }

    @Test func `a script that cannot be executed did not start`() async throws {
        let task = try TestTask()
        try task.folder.write("#!/nonexistent/shell\n", to: "scripts/job", permissions: .ownerReadWriteExecute)
        let ended = try await task.run("job")
        #expect(ended.exitCode == 69)
        #expect(ended.completeness == .complete)
    }

    @Test func `a script that SIGKILL ends is reported as killed`() async throws {
        let task = try TestTask()
        try task.add("job", "echo before; kill -9 $$")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 137)
        #expect(ended.trailer?.end == .killed(signal: 9))
        #expect(ended.outputText == "before\n")
        #expect(ended.completeness == .complete)
    }

    @Test func `a script that closes its output early still gives its exit code`() async throws {
        let task = try TestTask()
        try task.add("job", "echo before; exec >&- 2>&-; while [ ! -e $HERE/go ]; do sleep 0.02; done; exit 5")
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "before"))
        try task.folder.write("", to: "go")
        let ended = try await live.finish()
        #expect(ended.exitCode == 5)
        #expect(ended.completeness == .complete)
    }

    /// The log is taken apart by other programs: 100 MB are too much for a debug build of this one.
    @Test func `100 MB without a newline come through whole`() async throws {
        var task = try TestTask()
        try task.add("job", #"head -c 100000000 /dev/zero | tr '\000' x"#)
        task.environment["LOG"] = task.folder.path.appending("log").string
        var streams = StandardStreams()
        streams.output = try FileDescriptor.open(
            task.folder.path.appending("log"),
            .writeOnly,
            options: .create,
            permissions: .ownerReadWrite
        )
        #expect(try await task.command(["job"]).run(on: streams) { _ in } == .exited(0))
        let count = try await task.shell(#"grep -a ' o+ ' "$LOG" | cut -d' ' -f4 | tr -cd x | wc -c"#)
        #expect(count == "100000000")
        let last = try await task.shell(#"tail -n 1 "$LOG""#)
        let trailer = try #require(LogTrailer(parsing: Array(last.utf8)[...]))
        #expect(trailer.end == .exited(0))
        #expect(trailer.lines == 1)
        #expect(trailer.bytes == 100_000_000)
        #expect(try await task.shell(#"head -n -1 "$LOG" | sha256sum"#).prefix(64) == trailer.sha256)
    }

    @Test func `what a script leaves in the background is killed and named`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            """
            trap '' INT TERM HUP
            setsid bash -c 'trap "" INT TERM HUP; echo $$ > '$HERE/pid'; while :; do sleep 0.05; done' &
            while [ ! -s $HERE/pid ]; do sleep 0.02; done
            echo done
            exit 0
            """
        )
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0)
        #expect(ended.notes.contains("killed what the script left running: "))
        #expect(ended.completeness == .complete)
        let pid = try #require(pid_t(task.folder.read("pid")?.dropLast() ?? ""))
        #expect(kill(pid, 0) == -1 && errno == ESRCH, "process \(pid) is still there")
    }

    @Test func `usage errors of the engine name what is wrong`() async throws {
        let task = try TestTask()
        let cases: [(arguments: [String], text: String)] = [
            (["entrypoint"], "entrypoint: no script is named\nhint: name it behind --"),
            (["entrypoint", "--"], "entrypoint: no script is named\nhint: name it behind --"),
            (["entrypoint", "--stop-on-std", "--", "x"], "entrypoint: the option --stop-on-std is not known"),
            (
                ["entrypoint", "--stop-grace", "1h", "--", "x"],
                "entrypoint: --stop-grace 1h is not a number of seconds from 0 to 604800"
            ),
            ([], "deploy-runner was called without saying what it shall be"),
            (["nope"], "nope is not something that deploy-runner can be"),
        ]
        for (arguments, text) in cases {
            let command = Command(BuiltProgram.deployRunner.string, arguments, environment: task.environment)
            let result = try await command.capture()
            #expect(result.ending == .exited(64))
            #expect(result.errorText.hasPrefix(text), "\(result.errorText)")
            #expect(result.output.isEmpty)
        }
    }
}
