import Glibc
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

/// Each test runs in a process of its own: the supervisor kills every descendant of its process.
@Suite(.timeLimit(.minutes(30))) struct SupervisorTests {
    @Test func `the script's output is in the log, and its code is the outcome`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript("echo one; echo two >&2; printf three; exit 3").run()
            #expect(result.outcome == .exited(3))
            #expect(result.records.sorted() == ["e two", "o one", "o+ three"])
            #expect(result.log.completeness == .complete)
            #expect(result.log.trailer?.end == .exited(3))
        }
    }

    @Test func `a script that a signal killed is not one that was stopped`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript("echo dying; kill -9 $$").run()
            #expect(result.outcome == .killed(signal: 9))
            #expect(result.records == ["o dying"])
        }
    }

    @Test func `a script that is not there did not start`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript("").run(Command("/nowhere/script", [], environment: [:]))
            #expect(result.outcome == .notStarted(reason: "/nowhere/script is not there, or is not executable"))
            #expect(result.records.isEmpty)
            #expect(result.log.completeness == .complete)
        }
    }

    @Test func `a script that the kernel cannot execute did not start, and nobody waits for its output`() async {
        await #expect(processExitsWith: .success) {
            try await Folder.withTemporary(in: "/tmp", prefix: "supervisor") { folder in
                let path = folder.appending("garbage")
                try Folder.write(Array("garbage".utf8), to: path, permissions: [.ownerReadWrite, .ownerExecute])
                let result = try await SupervisedScript("").run(Command(path.string, [], environment: [:]))
                guard case .notStarted(let reason, _) = result.outcome else {
                    Issue.record("\(result.outcome)")
                    return
                }
                #expect(reason.contains("could not be started") && reason.contains("Exec format error"))
                // A writing end that had stayed open would have been cut after a while, with a remark.
                #expect(result.records.isEmpty)
            }
        }
    }

    @Test func `the script has the environment it was given, no input, and no descriptor but three`() async {
        await #expect(processExitsWith: .success) {
            setenv("LEAKED", "1", 1)
            let text = "env | grep -v '^\\(PWD\\|SHLVL\\|_\\)=' | sort; cat; ls /proc/self/fd | tr '\\n' ' '"
            let command = Command("/bin/sh", ["-c", text], environment: ["PATH": "/usr/bin:/bin", "A": "1"])
            let result = try await SupervisedScript("").run(command)
            // The fourth is the folder that ls reads.
            #expect(result.records == ["o A=1", "o PATH=/usr/bin:/bin", "o+ 0 1 2 3 "])
        }
    }

    @Test func `a stop lets the script save its state, and the log has what it says then`() async {
        await #expect(processExitsWith: .success) {
            var script = SupervisedScript(
                "trap 'echo saving; sleep 0.2; echo saved; exit 3' INT; echo ready; while :; do sleep 0.01; done"
            )
            script.stops = ["o ready": StopRequest(.graceful, because: .signal(2))]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.signal(2), code: 3))
            #expect(
                result.records == [
                    "o ready", "n stopping (interrupted (SIGINT)): SIGINT sent; the script has 60 s to end", "o saving",
                    "o saved",
                ]
            )
            #expect(result.log.completeness == .complete)
        }
    }

    @Test func `a script that was stopped and exits with 0 is not a success`() async {
        await #expect(processExitsWith: .success) {
            var script = SupervisedScript("trap 'exit 0' INT; echo ready; while :; do sleep 0.01; done")
            script.stops = ["o ready": StopRequest(.graceful, because: .requested)]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.requested, code: 0))
            #expect(result.outcome.exitCode == 143)
        }
    }

    @Test func `a script without a handler ends at the first signal`() async {
        await #expect(processExitsWith: .success) {
            var script = SupervisedScript("echo ready; while :; do sleep 0.01; done")
            script.stops = ["o ready": StopRequest(.graceful, because: .abandoned)]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.abandoned, code: nil))
        }
    }

    @Test func `a stop that comes before the script reaches it`() async {
        await #expect(processExitsWith: .success) {
            var script = SupervisedScript("")
            script.earlyStop = StopRequest(.graceful, because: .timedOut)
            // Not through a shell: dash loses a signal that it catches just before it becomes its last command.
            let result = try await script.run(Command("/bin/sleep", ["60"], environment: [:]))
            #expect(result.outcome == .stopped(.timedOut, code: nil))
            #expect(result.outcome.exitCode == 124)
        }
    }

    @Test func `the script's own process gets the SIGINT, and nobody below it`() async {
        await #expect(processExitsWith: .success) {
            var script = SupervisedScript(
                """
                flag=$(mktemp -u)
                trap 'echo script got it; : > $flag; wait; rm $flag; exit 0' INT
                sh -c 'trap "echo child got it" INT; echo child ready; while [ ! -e "$0" ]; do sleep 0.01; done' $flag &
                while :; do sleep 0.01; done
                """
            )
            script.stops = ["o child ready": StopRequest(.graceful, because: .signal(2))]
            let result = try await script.run()
            #expect(result.records.contains("o script got it"))
            #expect(!result.records.contains("o child got it"))
        }
    }

    @Test func `after the grace every process gets SIGTERM`() async {
        await #expect(processExitsWith: .success) {
            let clock = ManualClock()
            var script = SupervisedScript(
                """
                trap 'echo ignoring' INT
                trap 'echo terminated; wait; exit 9' TERM
                sh -c 'trap "echo child terminated; exit" TERM; trap "" INT; echo child ready; while :; do sleep 0.01; done' &
                while :; do sleep 0.01; done
                """
            )
            script.clock = clock
            script.grace = .milliseconds(2500)
            script.stops = ["o child ready": StopRequest(.graceful, because: .signal(15))]
            script.reactions = [
                "o ignoring": {
                    await clock.untilSomebodySleeps()
                    clock.advance(by: .milliseconds(2499))
                    #expect(clock.hasSleepers)
                    clock.advance(by: .milliseconds(1))
                }
            ]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.signal(15), code: 9))
            let notes = result.records.filter { $0.hasPrefix("n") }
            #expect(
                notes == [
                    "n stopping (the client was told to end (SIGTERM)): SIGINT sent; the script has 2.5 s to end",
                    "n stopping (the client was told to end (SIGTERM)): SIGTERM sent to all processes; SIGKILL in 10 s",
                ]
            )
            #expect(result.records.contains("o terminated"))
            #expect(result.records.contains("o child terminated"))
        }
    }

    @Test func `a script that ignores everything is killed with all that it started`() async {
        await #expect(processExitsWith: .success) {
            let clock = ManualClock()
            var script = SupervisedScript(
                """
                trap '' INT TERM
                setsid sh -c 'trap "" INT TERM; echo child ready; while :; do sleep 0.01; done' &
                while :; do sleep 0.01; done
                """
            )
            script.clock = clock
            script.stops = ["o child ready": StopRequest(.graceful, because: .requested)]
            script.reactions = [
                "SIGINT sent": {
                    await clock.untilSomebodySleeps()
                    clock.advance(by: .seconds(60))
                },
                "SIGTERM sent": {
                    await clock.untilSomebodySleeps()
                    clock.advance(by: .seconds(10))
                },
            ]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.requested, code: nil))
            #expect(result.records.contains("n stopping (somebody asked for it): SIGKILL sent to all processes"))
            #expect(Descendants.all().isEmpty)
        }
    }

    @Test func `a hurried stop spares the rest of the grace`() async {
        await #expect(processExitsWith: .success) {
            let clock = ManualClock()
            var script = SupervisedScript(
                "trap 'echo ignoring' INT; trap 'exit 5' TERM; echo ready; while :; do sleep 0.01; done"
            )
            script.clock = clock
            script.stops = [
                "o ready": StopRequest(.graceful, because: .signal(2)),
                "o ignoring": StopRequest(.hurried, because: .signal(2)),
            ]
            let result = try await script.run()
            #expect(result.outcome == .stopped(.signal(2), code: 5))
            #expect(result.records.filter { $0.contains("SIG") && $0.contains("sent") }.count == 2)
        }
    }

    @Test func `what the script left running is killed and named, whatever session and group it is in`() async {
        await #expect(processExitsWith: .success) {
            try await Folder.withTemporary(in: "/tmp", prefix: "nap") { folder in
                // A name that no other process on this machine has.
                let nap = folder.lastComponent?.string ?? ""
                let link = ["-s", "/bin/sleep", folder.appending(nap).string]
                let linked = try await Command("/bin/ln", link, environment: [:]).capture()
                #expect(linked.succeeded)
                var command = Command(
                    "/bin/sh",
                    [
                        "-c",
                        """
                        setsid sh -c 'trap "" INT TERM HUP; "$0" 60 & echo ready; "$0" 60' ./$1 &
                        (setsid ./$1 60 > /dev/null 2>&1 < /dev/null &)
                        while [ "$(cat /proc/[0-9]*/comm 2> /dev/null | grep -cxF $1)" != 3 ]; do sleep 0.01; done
                        exit 0
                        """, "sh", nap,
                    ],
                    environment: ["PATH": "/usr/bin:/bin"]
                )
                command.workingDirectory = folder
                let result = try await SupervisedScript("").run(command)
                #expect(result.outcome == .exited(0))
                #expect(result.records.first == "o ready")
                let killed = try #require(result.records.last)
                #expect(killed.hasPrefix("n killed what the script left running: "))
                #expect(killed.components(of: nap) == 3 && killed.components(of: "sh") == 1, "\(killed)")
                #expect(Descendants.all().isEmpty)
            }
        }
    }

    @Test func `a process cannot hide from the sweep behind its name`() async {
        await #expect(processExitsWith: .success) {
            try await Folder.withTemporary(in: "/tmp", prefix: "sweep") { folder in
                // In Swift, U+0600 and the parenthesis behind it in /proc/PID/stat are one character.
                for name in ["x\u{600}", ") S 1 (", "a b", "é\u{301}", "y\r\n\u{1B}z"] {
                    let link = ["-s", "/bin/sleep", folder.appending(name).string]
                    let linked = try await Command("/bin/ln", link, environment: [:]).capture()
                    #expect(linked.succeeded)
                }
                let text = """
                    for name in \(folder)/*; do
                        "$name" 60 > /dev/null 2>&1 &
                        until [ "$(cat /proc/$!/comm)" = "${name##*/}" ]; do sleep 0.01; done
                    done
                    exit 0
                    """
                let result = try await SupervisedScript(text).run()
                #expect(result.outcome == .exited(0))
                #expect(Descendants.all().isEmpty)
                let left = (Folder.names(in: "/proc") ?? []).compactMap { ProcFile.read("/proc/\($0)/cmdline") }
                #expect(!left.contains { $0.utf8.starts(with: folder.string.utf8) })
                // Nor can it write a line of its own into the log by it.
                #expect(result.records.count == 1)
                #expect(result.records.first?.contains("yz") == true)
            }
        }
    }

    @Test func `what the script's orphans leave is cleared away while it runs`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript(
                """
                remains() { cat /proc/[0-9]*/stat 2> /dev/null | grep -q ") Z $PPID "; }
                until remains; do (sleep 0 &); sleep 0.01; done
                while remains; do sleep 0.05; done
                echo cleared
                """
            ).run()
            #expect(result.outcome == .exited(0))
            #expect(result.records.first == "o cleared")
        }
    }

    @Test func `a script that signals its own group does not meet its supervisor`() async {
        await #expect(processExitsWith: .success) {
            // Were it to fail, it should not take the test runner along.
            setpgid(0, 0)
            let result = try await SupervisedScript("trap 'echo got it; exit 4' TERM; kill -TERM 0; sleep 1").run()
            #expect(result.outcome == .exited(4))
            #expect(result.records == ["o got it"])
        }
    }

    @Test func `a script that closes its output early runs on`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript("echo first; exec >&- 2>&-; sleep 0.1; exit 6").run()
            #expect(result.outcome == .exited(6))
            #expect(result.records == ["o first"])
        }
    }

    @Test func `ten megabytes without a newline are one line`() async {
        await #expect(processExitsWith: .success) {
            let result = try await SupervisedScript("head -c 10000000 /dev/zero | tr '\\0' x").run()
            #expect(result.outcome == .exited(0))
            #expect(result.log.completeness == .complete)
            #expect(result.log.trailer?.lines == 1)
            #expect(result.log.trailer?.bytes == 10_000_000)
        }
    }
}

extension String {
    /// How many of the comma-separated names behind the colon are this one.
    fileprivate func components(of name: String) -> Int {
        let names = drop { $0 != ":" }.dropFirst().split(separator: ",").map { $0.drop { $0 == " " } }
        return names.count { $0 == name }
    }
}
