import Glibc
import RunProtocol
import SystemPackage
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(30))) struct StopConductorTests {
    @Test func `a request that comes after the end counts for nothing`() async throws {
        try await LogTranscript.inFile { log, _, transcript in
            let conductor = StopConductor(StopSequence(grace: .seconds(60)), log: log, clock: ManualClock())
            await conductor.scriptEnded()
            await conductor.handle(StopRequest(.graceful, because: .signal(2)))
            #expect(await conductor.reason == nil)
            let read = try transcript()
            #expect(read.records.isEmpty)
        }
    }

    @Test func `of two requests before the start the more urgent one is carried out`() async {
        await #expect(processExitsWith: .success) {
            let log = TaskLog(writingTo: try FileDescriptor.open("/dev/null", .writeOnly)) {
                Timestamp(milliseconds: 0)
            }
            let conductor = StopConductor(StopSequence(grace: .seconds(60)), log: log, clock: ManualClock())
            await conductor.handle(StopRequest(.graceful, because: .signal(2)))
            await conductor.handle(StopRequest(.hurried, because: .requested))
            #expect(await conductor.reason == .signal(2))
            let text = "trap 'exit 2' INT; trap 'exit 15' TERM; kill -USR1 $PPID; while :; do sleep 0.01; done"
            let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
            SignalWatch.forever([SIGUSR1]) { _ in continuation.yield() }
            let ending = try await Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"]).running { process in
                for await _ in ready { break }
                await conductor.attach(process)
            }
            #expect(ending == .exited(15))
        }
    }

    @Test func `a stop that is hurried just as its grace ends keeps the time before SIGKILL`() async {
        await #expect(processExitsWith: .success) {
            let log = TaskLog(writingTo: try FileDescriptor.open("/dev/null", .writeOnly)) {
                Timestamp(milliseconds: 0)
            }
            let clock = ManualClock()
            let conductor = StopConductor(StopSequence(grace: .seconds(60)), log: log, clock: clock)
            let text = "trap '' INT; trap 'sleep 0.2; exit 15' TERM; kill -USR1 $PPID; while :; do sleep 0.01; done"
            let (ready, continuation) = AsyncStream.makeStream(of: Void.self)
            SignalWatch.forever([SIGUSR1]) { _ in continuation.yield() }
            let ending = try await Command("/bin/sh", ["-c", text], environment: ["PATH": "/bin"]).running { process in
                for await _ in ready { break }
                await conductor.attach(process)
                await conductor.handle(StopRequest(.graceful, because: .signal(2)))
                await clock.untilSomebodySleeps()
                await conductor.hurry(justAsTheTimeIsUpOn: clock)
            }
            // Killed, it could not have exited with a code.
            #expect(ending == .exited(15))
        }
    }

    @Test(
        arguments: [
            (.seconds(60), "60 s"), (.milliseconds(500), "0.5 s"), (.milliseconds(2500), "2.5 s"), (.zero, "0 s"),
            (.milliseconds(1), "0.001 s"), (.seconds(7200), "7200 s"),
        ] as [(Duration, String)]
    )
    func `a time is written in seconds`(time: Duration, text: String) {
        #expect(time.formattedSeconds == text)
    }
}

extension StopConductor {
    /// Lets the time pass and hurries before anything else can have its turn on this actor.
    fileprivate func hurry(justAsTheTimeIsUpOn clock: ManualClock) {
        clock.advance(by: .seconds(60))
        handle(StopRequest(.hurried, because: .signal(2)))
    }
}
