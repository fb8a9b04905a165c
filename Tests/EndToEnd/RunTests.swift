import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

/// Runs of a user's own scripts: streams, exit codes, stops, clients that vanish.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct RunTests {
    @Test func `the job's bytes stand on stdout and stderr as if it ran here`() async throws {
        let site = try await Site()
        try site.addScript("job", #"printf 'a\n\nb\r\nno newline'; printf 'oops\n' >&2"#)
        let run = try await site.job("own", "job")
        #expect(run.code == 0)
        #expect(run.output == "a\n\nb\r\nno newline")
        #expect(run.errors.contains("oops\n"))
        #expect(run.errors.contains("complete"))
    }

    @Test(arguments: [0, 1, 2, 3, 64, 69, 70, 74, 75, 77, 124, 126, 127, 130, 255] as [Int32])
    func `the exit code is the job's own`(code: Int32) async throws {
        let site = try await Site()
        try site.addScript("job", "exit $1")
        #expect(try await site.job("own", "job", "\(code)").code == code)
    }

    @Test func `a job that a signal ends gives 128 and the signal`() async throws {
        let site = try await Site()
        try site.addScript("job", "kill -KILL $$")
        #expect(try await site.job("own", "job").code == 137)
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func `a signal to the client stops the job gracefully`(signal: Int32, code: Int32) async throws {
        let site = try await Site()
        try site.addScript(
            "job",
            "trap 'echo saving; sleep 0.2; echo saved; exit 5' INT; echo ready; while :; do sleep 0.05; done"
        )
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        tool.signal(signal)
        let run = try await tool.result()
        #expect(run.code == code, "\(run.errors)")
        #expect(run.output == "ready\nsaving\nsaved\n")
        #expect(run.errors.contains("complete"))
    }

    @Test func `a second Ctrl-C hurries a job that takes its time`() async throws {
        let site = try await Site(grace: 600)
        try site.addScript(
            "job",
            "trap 'echo busy' INT; trap 'echo term; exit 6' TERM; echo ready; while :; do sleep 0.05; done"
        )
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        tool.signal(SIGINT)
        await tool.wait(for: "busy")
        try await Self.nextKeystroke()
        tool.signal(SIGINT)
        let run = try await tool.result()
        #expect(run.code == 130)
        #expect(run.output == "ready\nbusy\nterm\n")
    }

    /// Two signals within 200 ms are one keystroke, since wrappers pass a terminal's signal on a second time.
    private static func nextKeystroke() async throws {
        try await Task.sleep(for: .milliseconds(300))
    }

    @Test func `a third Ctrl-C leaves at once, and the run ends without us`() async throws {
        let site = try await Site(grace: 600)
        try site.addScript(
            "job",
            """
            trap 'echo busy' INT
            trap 'echo term; until [ -e /state/go ]; do sleep 0.05; done; echo late; exit 6' TERM
            echo ready
            while :; do sleep 0.05; done
            """
        )
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        tool.signal(SIGINT)
        await tool.wait(for: "busy")
        try await Self.nextKeystroke()
        tool.signal(SIGINT)
        await tool.wait(for: "term")
        try await Self.nextKeystroke()
        tool.signal(SIGINT)
        let run = try await tool.result()
        try site.write("", to: "state/go")
        #expect(run.code == 130)
        #expect(!run.output.contains("late"))
        let id = try #require(TerraformTests.runID(in: run.errors))
        let logs = try await site.run("logs", id)
        #expect(logs.output == "ready\nbusy\nterm\nlate\n")
    }

    @Test func `SIGTERM after SIGINT does not hurry, as CI tools send both`() async throws {
        let site = try await Site(grace: 600)
        try site.addScript(
            "job",
            "trap 'echo saving; sleep 1; echo saved; exit 5' INT; trap 'echo hurried; exit 6' TERM; echo ready; while :; do sleep 0.05; done"
        )
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        tool.signal(SIGINT)
        await tool.wait(for: "saving")
        tool.signal(SIGTERM)
        let run = try await tool.result()
        #expect(run.output == "ready\nsaving\nsaved\n")
        #expect(run.code == 130)
    }

    @Test func `a client that is killed cancels a script whose on_abandon is cancel`() async throws {
        let site = try await Site()
        try site.addScript("job", "trap 'echo saved; exit 5' INT; echo ready; while :; do sleep 0.05; done")
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        tool.signal(SIGKILL)
        let killed = try await tool.result()
        let id = try #require(try site.runIDs().first)
        let logs = try await site.run("logs", id)
        #expect(killed.code == 137)
        #expect(logs.output == "ready\nsaved\n")
        #expect(logs.code == 143)
        #expect(logs.errors.contains("vanished"))
    }

    @Test func `a client that is killed leaves a script whose on_abandon is finish to its end`() async throws {
        let site = try await Site()
        try site.addScript("lasting-job", "trap 'echo interrupted; exit 5' INT; echo ready; sleep 1; echo finished")
        let tool = try site.start(["--local", "--", "own", "lasting-job"])
        await tool.wait(for: "ready")
        tool.signal(SIGKILL)
        _ = try await tool.result()
        let id = try #require(try site.runIDs().first)
        let logs = try await site.run("logs", id)
        #expect(logs.output == "ready\nfinished\n")
        #expect(logs.code == 0)
    }

    @Test func `--no-wait names the run, and logs attaches to it later`() async throws {
        let site = try await Site()
        try site.addScript("job", "echo one; sleep 0.5; echo two; exit 9")
        let started = try await site.start(["--local", "--no-wait", "--", "own", "job"]).result()
        #expect(started.code == 0)
        let id = try #require(TerraformTests.runID(in: started.output))
        let logs = try await site.run("logs", id)
        #expect(logs.output == "one\ntwo\n")
        #expect(logs.code == 9)
    }

    @Test func `--max-wait-time stops the job and exits with 124`() async throws {
        let site = try await Site()
        try site.addScript("job", "trap 'echo saved; exit 0' INT; echo ready; while :; do sleep 0.05; done")
        let run = try await site.start(["--local", "--max-wait-time", "15s", "--", "own", "job"]).result()
        #expect(run.code == 124, "\(run.errors)")
        #expect(run.output == "ready\nsaved\n", "it has 15 s to begin")
    }

    @Test func `stop from another terminal ends a run`() async throws {
        let site = try await Site()
        try site.addScript("job", "trap 'echo saved; exit 0' INT; echo ready; while :; do sleep 0.05; done")
        let tool = try site.start(["--local", "--", "own", "job"])
        await tool.wait(for: "ready")
        let id = try #require(try site.runIDs().first)
        let stop = try await site.run("stop", id)
        #expect(stop.code == 0, "\(stop.errors)")
        let run = try await tool.result()
        #expect(run.output == "ready\nsaved\n")
        #expect(run.code == 143)
    }

    @Test func `a million bytes without a newline and a hundred thousand lines arrive whole`() async throws {
        let site = try await Site()
        try site.addScript("job", "head -c 1000000 /dev/zero | tr '\\0' x; echo; seq 100000")
        let run = try await site.job("own", "job")
        #expect(
            run.output == String(repeating: "x", count: 1_000_000) + "\n" + (1...100_000).map { "\($0)\n" }.joined()
        )
        #expect(run.errors.contains("complete"))
    }

    @Test func `a hundred megabytes without a newline pass through`() async throws {
        let site = try await Site()
        try site.addScript("job", "head -c 100000000 /dev/zero | tr '\\0' x")
        let shell = try await site.shell(
            "TOOL --local -- own job 2>err | tr -d x | wc -c; echo ${PIPESTATUS[0]}; cat err"
        )
        #expect(shell.hasPrefix("0\n0\n"), "\(shell)")
        #expect(shell.contains("log complete (1 line)"))
    }

    @Test func `a reader that goes away, as head does, stops the job`() async throws {
        let site = try await Site()
        try site.addScript("job", "trap 'exit 0' INT; while :; do echo line; done")
        let shell = try await site.shell("TOOL --local -- own job 2>err | head -n 1; echo ${PIPESTATUS[0]}")
        #expect(shell == "line\n141\n")
        let id = try #require(try site.runIDs().first)
        let status = try await site.run("status", id, "--output", "json")
        #expect(status.output.contains("\"ended\"") || status.output.contains("\"stopping\""))
    }

    @Test(.enabled(if: getuid() == 0, "needs root to mount a small disk"))
    func `a full disk is a named error, the job is stopped, and the log says that it is incomplete`() async throws {
        let site = try await Site(grace: 2)
        try site.addScript("job", "trap 'exit 0' INT; while :; do seq 100000; done")
        let disk = site.path.appending("small-disk")
        try await SmallDisk.with(disk, megabytes: 8) {
            let run = try await site.start(
                ["--local", "--", "own", "job"],
                environment: ["XDG_STATE_HOME": disk.string]
            ).result()
            #expect(run.code == 74, "\(run.code) \(run.errors)")
            #expect(run.errors.contains("incomplete"))
        }
    }

    @Test(.enabled(if: getuid() == 0, "needs root to mount a small disk"))
    func `a disk that is full before the start starts nothing`() async throws {
        let site = try await Site()
        try site.addScript("job", "echo started")
        let disk = site.path.appending("small-disk")
        try await SmallDisk.with(disk, megabytes: 1) {
            let filler = Data(repeating: 0x78, count: 1 << 20)
            #expect(FileManager.default.createFile(atPath: disk.string + "/filler", contents: nil))
            try? FileHandle(forWritingTo: URL(filePath: disk.string + "/filler")).write(contentsOf: filler)
            let run = try await site.start(
                ["--local", "--", "own", "job"],
                environment: ["XDG_STATE_HOME": disk.string]
            ).result()
            #expect(run.code == 69, "\(run.errors)")
            #expect(run.errors.contains("the disk is full"))
            #expect(run.output.isEmpty)
        }
    }
}
