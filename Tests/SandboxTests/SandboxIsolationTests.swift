import Fixtures
import Foundation
import RunProtocol
import SystemPackage
import Testing

@testable import Sandbox

/// What a job in the sandbox cannot do.
///
/// Each test runs a real script in a real sandbox and looks at what it achieved.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct SandboxIsolationTests {
    @Test func `cannot read the caller's home`() async throws {
        let home = FileManager.default.homeDirectoryForCurrentUser.path
        let file = "\(home)/.deploy-runner-test-\(UUID().uuidString)"
        try "the caller's secret".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = try await IsolatedJob.output("cat \(file); ls -A \(home); ls -A /root /home; ls -A $HOME; echo done")
        #expect(!text.contains("secret"))
        #expect(!text.contains(".deploy-runner-test"))
        #expect(text.hasSuffix("runner\ndone\n"))
    }

    @Test func `cannot see another process`() async throws {
        let text = try await IsolatedJob.output(
            "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline; echo; done; kill -0 \(getpid()) && echo signalled"
        )
        #expect(!text.contains("swiftpm"))
        #expect(!text.contains("signalled"))
        #expect(text.split(separator: "\n").filter { !$0.isEmpty }.count <= 5)
    }

    @Test func `cannot write outside its work directory`() async throws {
        let folders =
            "/ /usr /usr/bin /etc /opt /opt/ecs-deploy-runner /opt/ecs-deploy-runner/scripts /dev /home /proc/sys/kernel"
        let text = try await IsolatedJob.output(
            "for d in \(folders); do touch $d/x 2>/dev/null && echo \"wrote $d\"; done; "
                + "for d in /work /tmp $HOME /dev/shm; do touch $d/x && echo \"may write $d\"; done"
        )
        #expect(text == "may write /work\nmay write /tmp\nmay write /home/runner\nmay write /dev/shm\n")
    }

    @Test func `cannot change the script or the runner that it is`() async throws {
        let text = try await IsolatedJob.output(
            "echo x >> $0 && echo changed; echo x >> /opt/ecs-deploy-runner/bin/deploy-runner && echo changed; echo end"
        )
        #expect(text == "end\n")
    }

    @Test func `cannot keep a process alive`() async throws {
        let marker = "marker\(UUID().uuidString)"
        let text = try await IsolatedJob.output(
            "setsid bash -c 'trap \"\" HUP INT TERM; exec -a \(marker) sleep 300' >/dev/null 2>&1 & sleep 0.2; echo left"
        )
        #expect(text == "left\n")
        #expect(!runningCommands().contains { $0.contains(marker) })
    }

    /// In a process of its own, as its environment is that of all tests.
    @Test func `gets none of the caller's environment`() async {
        await #expect(processExitsWith: .success) {
            setenv("DEPLOY_RUNNER_TEST_SECRET", "the caller's", 1)
            setenv("TF_CLI_ARGS", "-destroy", 1)
            let text = try await IsolatedJob.output("env; tr '\\0' '\\n' < /proc/1/environ")
            #expect(text.contains("PATH="))
            #expect(!text.contains("the caller's"))
            #expect(!text.contains("TF_CLI_ARGS"))
        }
    }

    @Test func `cannot reach this machine's own services`() async throws {
        let listener = try Listener()
        let attempt = "(exec 3<>/dev/tcp/127.0.0.1/\(listener.port)) 2>/dev/null && echo connected || echo refused"
        #expect(try await IsolatedJob.output(attempt) == "refused\n")
        #expect(try await IsolatedJob.output(attempt, network: .host) == "connected\n")
    }

    @Test func `cannot read its own log or write records into it`() async throws {
        let run = try await IsolatedJob.run(
            """
            for p in /proc/[0-9]*; do
              case $p in /proc/$$) continue ;; esac
              for f in $p/fd/*; do
                timeout 1 sh -c "echo 9 9 o forged >> $f" && echo "wrote $f"
                timeout 1 head -c 1 "$f" >/dev/null && echo "read $f"
              done
            done 2>/dev/null
            echo end
            """
        )
        #expect(run.output == "end\n")
        #expect(run.completeness == .complete)
    }

    @Test func `cannot see the state of other runs`() async throws {
        let text = try await IsolatedJob.output("ls -A / ; find / -name runs.sqlite -not -path '/proc/*' 2>/dev/null")
        #expect(!text.contains("runs.sqlite"))
        #expect(!text.contains("state"))
    }

    @Test func `has no capabilities and cannot gain any`() async throws {
        let text = try await IsolatedJob.output(
            "grep -E '^(Cap(Inh|Prm|Eff|Bnd|Amb)|NoNewPrivs)' /proc/self/status; id -u"
        )
        for line in text.split(separator: "\n").dropLast() {
            #expect(line.hasSuffix("\t0000000000000000") || line == "NoNewPrivs:\t1")
        }
        #expect(text.hasSuffix("\n1000\n"))
        #expect(text.contains("CapBnd"))
    }

    @Test func `where it may make namespaces, it is root over itself and not over the entrypoint`() async throws {
        let job = try await IsolatedJob.run(
            "unshare --user --map-root-user --mount bash -c 'id -u; ls /proc/1/fd; cat /proc/1/environ; kill -0 1'"
                + " 2>&1 | grep -c -E '^0$|denied|not permitted'",
            userNamespaces: .allowed
        )
        #expect(job.output == "3\n")
    }

    @Test func `cannot make namespaces of its own`() async throws {
        let text = try await IsolatedJob.output(
            "unshare --user --map-root-user true 2>/dev/null && echo made || echo refused"
        )
        #expect(text == "refused\n")
    }

    @Test func `has no terminal into which it could push characters`() async throws {
        #expect(try await IsolatedJob.output("(: < /dev/tty) 2>/dev/null && echo terminal || echo none") == "none\n")
    }

    @Test func `cannot change what is mounted read-only, and can what is mounted read-write`() async throws {
        let folder = try TestFolder()
        try folder.write("before", to: "ro/file")
        try folder.write("before", to: "rw/file")
        let text = try await IsolatedJob.output(
            "echo after > /ro/file; echo after > /rw/file; cat /ro/file; echo; cat /rw/file",
            mounts: [
                .init(folder.path.appending("ro"), at: "/ro", .readOnly),
                .init(folder.path.appending("rw"), at: "/rw", .readWrite),
            ]
        )
        #expect(text == "before\nafter\n")
        #expect(try String(contentsOfFile: folder.path.appending("rw/file").string, encoding: .utf8) == "after\n")
    }

    @Test(.enabled(if: IsolatedJob.canLimitMemory, "needs control groups that this user may make"))
    func `cannot take more memory than its task has`() async throws {
        let run = try await IsolatedJob.run("head -c 900M /dev/zero | tail | wc -c; exit ${PIPESTATUS[1]}")
        #expect(run.status.outcome == .exited(137))
        #expect(run.status.detail == "the kernel killed a process of the task: its memory was used up")
    }

    @Test func `leaves nothing of its work behind`() async throws {
        let run = try await IsolatedJob.run("mkdir -p a/b; echo x > a/b/c; chmod 0 a; echo end")
        #expect(run.status.outcome == .exited(0))
        #expect(run.filesLeft == ["control", "ended", "host.log", "log", "passwd", "sandbox.err"])
    }

    private func runningCommands() -> [String] {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.filter { Int($0) != nil }.compactMap { pid in
            FileManager.default.contents(atPath: "/proc/\(pid)/cmdline").map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
