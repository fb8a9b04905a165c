import Glibc
import SystemPackage
import Testing

@testable import Supervision

/// Each test runs in a process of its own, whose descendants are its own affair.
@Suite(.timeLimit(.minutes(30))) struct DescendantsTests {
    @Test func `a process without children has no descendants, and nothing to sweep`() async {
        await #expect(processExitsWith: .success) {
            #expect(Descendants.all().isEmpty)
            #expect(await Descendants.sweep().isEmpty)
        }
    }

    @Test func `children and their children are found`() async {
        await #expect(processExitsWith: .success) {
            let text = "sh -c 'sleep 60 & kill -USR1 $1; wait' sh $PPID"
            let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
            SignalWatch.forever([SIGUSR1]) { _ in continuation.yield() }
            _ = try await Command("/bin/bash", ["-c", text + "; exit"], environment: ["PATH": "/bin"]).running {
                process in
                for await _ in ready { break }
                #expect(Descendants.all().count == 3)
                Descendants.signal(SIGTERM)
            }
        }
    }

    @Test func `an orphan becomes a child of the process that adopts`() async {
        await #expect(processExitsWith: .success) {
            Descendants.adopt()
            // Once it is the program, and not the shell any more.
            let text = "sleep 60 > /dev/null 2>&1 & until [ $(cat /proc/$!/comm) = sleep ]; do sleep 0.01; done; exit 0"
            let shell = Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"])
            let result = try await shell.capture()
            #expect(result.succeeded)
            #expect(Descendants.all().count == 1)
            #expect(await Descendants.sweep() == ["sleep"])
            #expect(Descendants.all().isEmpty)
        }
    }
}
