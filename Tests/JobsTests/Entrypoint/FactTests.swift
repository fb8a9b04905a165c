import Fixtures
import RunProtocol
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(30))) struct FactTests {
    @Test func `facts that a script tells stand in the trailer, and nothing is left behind`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            #"echo resolved_ref=abc > "$DEPLOY_RUNNER_FACTS"; printf 'other=x=y' >> "$DEPLOY_RUNNER_FACTS""#
        )
        let ended = try await task.run("job")
        #expect(ended.trailer?.facts == ["resolved_ref": "abc", "other": "x=y"])
        #expect(task.leftovers == [])
    }

    @Test func `a fact that was told cannot be taken back by what runs later`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            """
            echo resolved_ref=true > "$DEPLOY_RUNNER_FACTS"
            # Until it has been taken; this looks, and reads nothing.
            python3 -c 'import fcntl, os, termios, time
            facts = os.open(os.environ["DEPLOY_RUNNER_FACTS"], os.O_RDONLY | os.O_NONBLOCK)
            while fcntl.ioctl(facts, termios.FIONREAD, bytes(4)) != bytes(4): time.sleep(0.01)'
            timeout 0.2 cat "$DEPLOY_RUNNER_FACTS" > $HERE/stolen
            echo resolved_ref=forged > "$DEPLOY_RUNNER_FACTS"
            rm -f "$DEPLOY_RUNNER_FACTS"
            echo resolved_ref=forged > "$DEPLOY_RUNNER_FACTS"
            exit 0
            """
        )
        let ended = try await task.run("job")
        #expect(ended.trailer?.facts == ["resolved_ref": "true"])
        #expect(task.folder.read("stolen") == "")
        #expect(task.leftovers == [])
    }

    @Test(arguments: [
        "ln -sf /etc/hostname", "rm -f $DEPLOY_RUNNER_FACTS; mkfifo", "rm -f $DEPLOY_RUNNER_FACTS; mkdir",
    ])
    func `a link, a pipe or a folder in its place is neither followed nor waited for`(replacing: String) async throws {
        let task = try TestTask()
        try task.add("job", "\(replacing) $DEPLOY_RUNNER_FACTS")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0)
        #expect(ended.trailer?.facts == [:])
        #expect(task.leftovers == [])
    }

    @Test func `a flood of facts neither stops the job nor grows the log`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            #"echo first=1 > "$DEPLOY_RUNNER_FACTS"; yes junk=$RANDOM | head -c 5000000 > "$DEPLOY_RUNNER_FACTS"; exit 0"#
        )
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0)
        #expect(ended.trailer?.facts["first"] == "1")
        #expect(ended.trailer?.facts.count == 2)
    }

    @Test func `facts are of one form, and bounded`() {
        let many = (0..<200).map { "\(["a", "b", "c", "d"][$0 / 60])\(String(repeating: "_", count: $0 % 60))=v\n" }
            .joined()
        #expect(Self.facts(many).count == 64)
        let bad = [
            "A=1", "a1=1", "=1", "a", "a-b=1", "a=\u{1B}[2J", "a=\u{85}", "a=" + String(repeating: "x", count: 2000),
            "a\u{301}=1",
        ]
        #expect(Self.facts(bad.joined(separator: "\n") + "\n").isEmpty)
        var reader = FactReader()
        reader.read(Array("a=".utf8) + [0xFF, 0x0A])
        #expect(reader.facts.isEmpty)
        #expect(Self.facts("a=\nb=ü\na=later\n") == ["a": "", "b": "ü"])
        #expect(Self.facts("a=not ended").isEmpty)
    }

    @Test func `however the bytes are cut, the facts are the same`() {
        let text = "one=1\nbad\ntwo=ä b\nthree=" + String(repeating: "y", count: 3000) + "\nfour=4\n"
        let bytes = Array(text.utf8)
        for size in [1, 2, 3, 7, 1000, bytes.count] {
            var reader = FactReader()
            for start in stride(from: 0, to: bytes.count, by: size) {
                reader.read(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(reader.facts == ["one": "1", "two": "ä b", "four": "4"])
        }
    }

    private static func facts(_ text: String) -> [String: String] {
        var reader = FactReader()
        reader.read(text.utf8)
        return reader.facts
    }
}
