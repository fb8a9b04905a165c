import Synchronization
import SystemPackage

@testable import Deployer

/// A console whose two streams end in memory.
final class CapturedConsole: Sendable {
    private struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var both: [UInt8] = []
        var failures: [Console.Stream: Errno] = [:]
        var watchers: [(text: String, latch: Latch)] = []
    }

    private let state = Mutex(State())

    /// What has been written to standard output.
    var output: String { state.withLock { String(decoding: $0.output, as: UTF8.self) } }
    /// What has been written to standard error.
    var errors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }
    /// Both, in the order of the writes, as a terminal would show them.
    var both: String { state.withLock { String(decoding: $0.both, as: UTF8.self) } }
    /// The bytes of standard output.
    var outputBytes: [UInt8] { state.withLock { $0.output } }

    /// Every write to this stream fails from now on.
    func fail(_ stream: Console.Stream, with error: Errno) {
        state.withLock { $0.failures[stream] = error }
    }

    /// The console that a command writes to.
    func console(_ kind: ConsolePort.Kind = .plain, _ arrangement: ConsoleState.Arrangement = .apart) -> Console {
        Console(output: port(.output, kind), errors: port(.errors, kind), arrangement)
    }

    private func port(_ stream: Console.Stream, _ kind: ConsolePort.Kind) -> ConsolePort {
        ConsolePort(kind: kind) { [self] bytes throws(Errno) in try take(bytes, stream) }
    }

    private func take(_ bytes: [UInt8], _ stream: Console.Stream) throws(Errno) {
        let (failure, seen) = state.withLock { state -> (Errno?, [Latch]) in
            if let failure = state.failures[stream] { return (failure, []) }
            state.both += bytes
            if stream == .output { state.output += bytes } else { state.errors += bytes }
            let all = String(decoding: state.both, as: UTF8.self)
            let seen = state.watchers.filter { all.contains($0.text) }.map(\.latch)
            state.watchers.removeAll { all.contains($0.text) }
            return (nil, seen)
        }
        for latch in seen { latch.open() }
        if let failure { throw failure }
    }

    /// Returns when a text has been written, to either stream.
    func saw(_ text: String) async {
        let latch = Latch()
        let isThere = state.withLock { state in
            let isThere = String(decoding: state.both, as: UTF8.self).contains(text)
            if !isThere { state.watchers.append((text, latch)) }
            return isThere
        }
        if !isThere { await latch.opened() }
    }
}
