import Fixtures
import Glibc
import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(30)))
struct CredentialProgramTests {
    private func shell(_ script: String, _ environment: [String: String] = [:]) -> CredentialProgram {
        CredentialProgram(
            words: ["sh", "-c", script],
            environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        )
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func failure(_ program: CredentialProgram) async throws -> ProgramFailure {
        do throws(ProgramFailure) {
            let output = try await program.run()
            throw .notStarted(output.status)
        } catch {
            return error
        }
    }

    @Test func `a program's output, errors and status are kept apart`() async throws {
        let output = try await shell("echo out; echo why >&2; exit 7").run()
        #expect(text(output.output) == "out\n")
        #expect(text(output.errors) == "why\n")
        #expect(output.lastErrorLine == "why")
        #expect(output.status == 7)
    }

    @Test func `a program that a signal ended has no status of its own`() async throws {
        #expect(try await shell("kill -9 $$").run().status == 128 + 9)
    }

    @Test func `words go to the program as they are, and no shell reads them`() async throws {
        let program = CredentialProgram(
            words: ["/usr/bin/printf", "[%s]", "a b", "$HOME", "`id`", "*", "", "é", "; exit 3"],
            environment: [:]
        )
        #expect(text(try await program.run().output) == "[a b][$HOME][`id`][*][][é][; exit 3]")
    }

    @Test func `a program has the environment that it is given, and nothing else`() async throws {
        let output = text(try await shell("/usr/bin/env", ["A": "1\n2", "B": ""]).run().output)
        let lines = output.split(separator: "\n").filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("_=") }
        #expect(Set(lines.map { String($0) }) == ["PATH=/usr/bin:/bin", "A=1", "2", "B="])
    }

    @Test func `a program reads nothing, has no terminal and no descriptor but its three`() async throws {
        // One that does not close by itself, as a library may have.
        let open = dup(2)
        defer { close(open) }
        let output = try await shell("cat; (: < /dev/tty) 2>/dev/null || echo no terminal; ls /proc/self/fd | wc -l")
            .run()
        // `ls` has one more: the folder that it reads.
        #expect(text(output.output) == "no terminal\n4\n")
    }

    /// In a process of its own, as what is ignored is the whole process's.
    @Test func `a program's signals are not those that this process ignores`() async {
        await #expect(processExitsWith: .success) {
            // What is ignored is inherited; a pipe that breaks would then not end the program.
            signal(SIGPIPE, SIG_IGN)
            let words = ["grep", "-E", "Sig(Ign|Blk)", "/proc/self/status"]
            let output = try await CredentialProgram(words: words, environment: ["PATH": "/usr/bin:/bin"]).run().output
            let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
            let masks = lines.compactMap { UInt64($0.suffix(16), radix: 16) }
            // glibc ignores the two signals that are its own in whatever it starts.
            #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0])
        }
    }

    @Test(arguments: [["/nowhere/program"], ["no-such-program"], [""], ["/etc"], ["/etc/passwd"], ["/bin/true\0x"]])
    func `what is no program is not found`(words: [String]) async throws {
        #expect(try await failure(CredentialProgram(words: words, environment: ["PATH": "/usr/bin"])) == .notFound)
    }

    @Test func `a program that writes without end is killed`() async throws {
        #expect(try await failure(shell("exec yes")) == .tooMuch(limit: 64 << 10))
    }

    @Test func `errors without end do not stop a program, and their end is kept`() async throws {
        let output = try await shell("i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done; echo out")
            .run()
        #expect(text(output.output) == "out\n")
        #expect(output.lastErrorLine == "line 19999")
        #expect(output.errors.count == 4096)
    }

    @Test func `a program that takes too long is killed, and what it started with it`() async throws {
        let folder = try TestFolder()
        var program = shell("sleep 600 & echo $! > \(folder.path)/pid; trap '' TERM INT; sleep 600; echo late")
        program.timeout = .seconds(20)
        #expect(try await failure(program) == .tooLong(.seconds(20)))
        let pid = try #require(folder.read("pid").flatMap { pid_t($0.dropLast()) })
        // It was killed; that the kernel has taken it away as well may take a moment.
        try await eventually { kill(pid, 0) != 0 || isDead(pid) }
    }

    private func isDead(_ pid: pid_t) -> Bool {
        let state = try? TextFile.read("/proc/\(pid)/stat").split(separator: ") ").last?.first
        return state == nil || state == "Z"
    }

    @Test func `a program that has closed its output is waited for, and only so long`() async throws {
        #expect(try await shell("exec 1>&-; sleep 0.05; exit 4").run().status == 4)
        // More errors than a pipe holds: who reads none of them waits for ever.
        let output = try await shell("exec 1>&-; head -c 200000 /dev/zero >&2; exit 5").run()
        #expect(output.status == 5)
        var program = shell("exec 1>&- 2>&-; exec sleep 600")
        program.timeout = .milliseconds(200)
        #expect(try await failure(program) == .tooLong(.milliseconds(200)))
    }

    @Test func `what goes on in the background without the output is not waited for`() async throws {
        let output = try await shell("sleep 600 > /dev/null & echo $! ; exit 0").run()
        let pid = try #require(pid_t(text(output.output).dropLast()))
        #expect(kill(pid, SIGKILL) == 0)
        #expect(output.status == 0)
    }

    @Test func `a program dies when nobody wants its output any more`() async throws {
        let folder = try TestFolder()
        let program = shell(
            "echo $$ > \(folder.path)/pid.new; mv \(folder.path)/pid.new \(folder.path)/pid; exec sleep 600"
        )
        let task = Task { try await program.run() }
        try await eventually { folder.read("pid") != nil }
        task.cancel()
        await #expect(throws: ProgramFailure.cancelled) { try await task.value }
        let pid = try #require(folder.read("pid").flatMap { pid_t($0.dropLast()) })
        #expect(kill(pid, 0) == -1)
    }

    /// In a process of its own, whose descriptors no other test opens.
    @Test func `no descriptor stays open`() async {
        await #expect(processExitsWith: .success) {
            let program = CredentialProgram(words: ["sh", "-c", "echo x"], environment: ["PATH": "/usr/bin:/bin"])
            // The process may open one or two for itself on the way; a leak would be one or more a round.
            var counts: [Int] = []
            for _ in 0..<40 {
                _ = try await program.run()
                _ = try? await CredentialProgram(words: ["/nowhere"], environment: [:]).run()
                counts.append(try #require(TextFile.openCount))
            }
            #expect((counts.last ?? .max) < (counts.first ?? 0) + 20, "\(counts)")
        }
    }
}

extension TextFile {
    /// How many descriptors this process has.
    fileprivate static var openCount: Int? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count
    }
}
