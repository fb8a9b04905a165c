import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(30))) struct EntrypointStopTests {
    /// Saves its state at SIGINT, as Terraform does.
    private static let saving = """
        trap 'echo "caught SIGINT"; sleep 0.2; echo "state saved"; exit 3' INT
        echo ready
        while :; do sleep 0.05; done
        """

    @Test func `a line on standard input stops the script, which saves its state`() async throws {
        let task = try Self.task(Self.saving)
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "ready"))
        try live.write("graceful signal-2")
        let ended = try await live.finish()
        #expect(ended.exitCode == 130)
        #expect(ended.trailer?.end == .stopped(.signal(2), code: 3))
        #expect(ended.outputText == "ready\ncaught SIGINT\nstate saved\n")
        #expect(ended.completeness == .complete)
    }

    @Test func `the end of standard input stops the script as abandoned`() async throws {
        let live = try await LiveTask(try Self.task(Self.saving), "job")
        #expect(await live.read(until: "ready"))
        try live.closeInput()
        let ended = try await live.finish()
        #expect(ended.exitCode == 143)
        #expect(ended.trailer?.end == .stopped(.abandoned, code: 3))
        #expect(ended.outputText.hasSuffix("state saved\n"))
    }

    @Test func `without the option standard input means nothing`() async throws {
        var task = try Self.task("echo ready; while [ ! -e $HERE/go ]; do sleep 0.02; done; exit 7")
        task.options = []
        let live = try await LiveTask(task, "job")
        try live.closeInput()
        #expect(await live.read(until: "ready"))
        try task.folder.write("", to: "go")
        #expect(try await live.finish().trailer?.end == .exited(7))
    }

    @Test(
        arguments: [(SIGTERM, StopReason.hostStopped, 143), (SIGINT, .signal(2), 130)] as [(Int32, StopReason, Int32)]
    )
    func `a signal to the entrypoint is a graceful stop of the script`(
        number: Int32,
        reason: StopReason,
        code: Int32
    ) async throws {
        let live = try await LiveTask(try Self.task(Self.saving), "job")
        #expect(await live.read(until: "ready"))
        live.send(number)
        let ended = try await live.finish()
        #expect(ended.exitCode == code)
        #expect(ended.trailer?.end == .stopped(reason, code: 3))
        #expect(ended.outputText.hasSuffix("state saved\n"))
        #expect(ended.completeness == .complete)
    }

    @Test func `a script that ignores SIGINT gets SIGTERM when its grace is over`() async throws {
        let live = try await LiveTask(
            try Self.task(
                "trap '' INT; trap 'echo got TERM; exit 4' TERM; echo ready; while :; do sleep 0.05; done",
                grace: 1
            ),
            "job"
        )
        #expect(await live.read(until: "ready"))
        try live.write("graceful requested")
        let ended = try await live.finish()
        #expect(ended.trailer?.end == .stopped(.requested, code: 4))
        #expect(ended.outputText == "ready\ngot TERM\n")
    }

    @Test func `a second SIGINT hurries past the grace`() async throws {
        let script = """
            trap 'echo got INT' INT
            trap 'exit 4' TERM
            echo ready
            while :; do sleep 0.05; done
            """
        let live = try await LiveTask(try Self.task(script, grace: 3600), "job")
        #expect(await live.read(until: "ready"))
        live.send(SIGINT)
        #expect(await live.read(until: "got INT"))
        live.send(SIGINT)
        #expect(try await live.finish().trailer?.end == .stopped(.signal(2), code: 4))
    }

    @Test func `SIGTERM never hurries, however often it comes and whatever came before`() {
        let graceful = StopRequest(.graceful, because: .hostStopped)
        for before in [[], [SIGTERM], [SIGTERM, SIGTERM], [SIGINT], [SIGINT, SIGINT]] {
            #expect(StopRequests.request(for: SIGTERM, after: before) == graceful)
        }
        #expect(StopRequests.request(for: SIGINT, after: [SIGTERM]).urgency == .graceful)
        #expect(StopRequests.request(for: SIGINT, after: [SIGINT, SIGTERM]).urgency == .hurried)
    }

    @Test func `a script that ignores every signal is killed in the end, with all it started`() async throws {
        let task = try Self.task(
            """
            trap '' INT TERM
            setsid bash -c 'trap "" INT TERM; echo $$ > '$HERE/pid'; while :; do sleep 0.05; done' &
            while [ ! -s $HERE/pid ]; do sleep 0.02; done
            echo ready
            while :; do sleep 0.05; done
            """,
            grace: 0
        )
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "ready"))
        try live.write("hurried signal-15")
        let ended = try await live.finish()
        #expect(ended.trailer?.end == .stopped(.signal(15), code: nil))
        #expect(ended.completeness == .complete)
        let pid = try #require(pid_t(task.folder.read("pid")?.dropLast() ?? ""))
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }

    @Test func `a stop that succeeds is no success`() async throws {
        let task = try Self.task("trap 'exit 0' INT; echo ready; while :; do sleep 0.05; done")
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "ready"))
        try live.write("graceful timed-out")
        let ended = try await live.finish()
        #expect(ended.exitCode == 124)
        #expect(ended.trailer?.end == .stopped(.timedOut, code: 0))
    }

    @Test func `a line that is no request stops nothing`() async throws {
        let task = try Self.task("echo ready; while [ ! -e $HERE/go ]; do sleep 0.02; done; exit 0")
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "ready"))
        try live.write("please")
        #expect(await live.read(until: "a line on the control channel was not understood"))
        try task.folder.write("", to: "go")
        #expect(try await live.finish().exitCode == 0)
    }

    @Test func `a reader that goes away stops the script, and the exit code says that the log is incomplete`()
        async throws
    {
        let task = try Self.task(
            "trap 'echo saved > $HERE/state; exit 0' INT; echo ready; while :; do echo more; sleep 0.05; done"
        )
        let live = try await LiveTask(task, "job")
        #expect(await live.read(until: "ready"))
        try live.leave()
        #expect(try await live.exitCode() == 74)
        #expect(task.folder.read("state") == "saved\n")
    }

    @Test func `a disk that fills up stops the script, which saves its state, and the log is known to be incomplete`()
        async throws
    {
        let task = try Self.task(
            "trap 'echo saved > $HERE/state; exit 0' INT; echo ready; while :; do head -c 1000 /dev/zero | tr '\\0' x; done"
        )
        let disk = task.folder.path.appending("disk").string
        try Folder.make(FilePath(disk))
        let entrypoint = task.command(["job"])
        // A disk of 64 KiB takes the first records, and then no more; standard input stays open.
        let mount = "mount -t tmpfs -o size=64k none '\(disk)' && exec \"$@\" > '\(disk)/log' < /dev/zero"
        var command = entrypoint
        command.program = "unshare"
        command.arguments = ["--mount", "--user", "--map-root-user", "sh", "-c", mount, "sh", entrypoint.program]
        command.arguments += entrypoint.arguments.filter { $0 != "--stop-on-stdin" }
        let probe = Command("unshare", ["--mount", "--user", "--map-root-user", "true"], environment: task.environment)
        guard try await probe.capture().succeeded else { try Test.cancel("user namespaces are switched off") }
        #expect(try await command.capture().ending == .exited(74))
        #expect(task.folder.read("state") == "saved\n")
    }

    @Test func `a log that takes nothing from the beginning stops the script, and is known to be incomplete`()
        async throws
    {
        // bash heeds a SIGINT of its own only between its commands: SIGTERM may have to end it.
        let task = try Self.task("while :; do sleep 0.05; done", grace: 1)
        var streams = StandardStreams()
        streams.output = try FileDescriptor.open("/dev/full", .writeOnly)
        #expect(try await task.command(["job"]).run(on: streams) { _ in } == .exited(74))
    }

    private static func task(_ script: String, grace: Int = 60) throws -> TestTask {
        var task = try TestTask()
        task.options = ["--stop-on-stdin", "--stop-grace", "\(grace)"]
        try task.add("job", script)
        return task
    }
}
