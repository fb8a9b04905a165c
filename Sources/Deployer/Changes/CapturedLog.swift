import Synchronization
import SystemPackage

/// The output of one of many runs, kept until it can be shown in one piece.
final class CapturedLog: Sendable {
    private let state = Mutex(State())

    private struct State {
        var bytes: [UInt8] = []
        var dropped = 0
        var figures = PlanFiguresReader()

        mutating func drop(to limit: Int) {
            guard bytes.count > limit else { return }
            dropped += bytes.count - limit
            bytes.removeFirst(bytes.count - limit)
        }
    }

    /// What is kept of an output, in bytes: its end, where errors and summaries are.
    static let limit = 4 << 20

    /// What was kept, and how many bytes before it were not.
    struct Text: Hashable, Sendable {
        let bytes: [UInt8]
        let dropped: Int

        /// The text without colours and other control sequences.
        var plain: String { PlainText.of(bytes) }

        /// The last whole lines of it, in at most so many bytes.
        func end(_ limit: Int) -> Text {
            guard bytes.count > limit else { return self }
            let tail = bytes.suffix(limit)
            let start = tail.firstIndex(of: 0x0A).map { $0 + 1 } ?? tail.startIndex
            return Text(bytes: Array(tail[start...]), dropped: dropped + start)
        }
    }

    /// Keeps what is written to either stream of a console, in the order in which it comes.
    func console() -> Console {
        let port = ConsolePort(kind: .plain) { [self] bytes throws(Errno) in append(bytes) }
        return Console(output: port, errors: port, .together)
    }

    /// Whether anything has come.
    var hasBegun: Bool { state.withLock { !$0.bytes.isEmpty } }

    /// What the output says of its plan so far.
    var figures: PlanFigures? { state.withLock(\.figures.figures) }

    /// What has come so far, from the beginning of a line.
    var text: Text {
        state.withLock { state in
            state.drop(to: Self.limit)
            guard state.dropped > 0, let end = state.bytes.firstIndex(of: 0x0A) else {
                return Text(bytes: state.bytes, dropped: state.dropped)
            }
            return Text(bytes: Array(state.bytes[(end + 1)...]), dropped: state.dropped + end + 1)
        }
    }

    private func append(_ bytes: [UInt8]) {
        state.withLock { state in
            state.bytes += bytes
            state.figures.read(bytes)
            // Seldom, so that a long output is not moved for every line.
            if state.bytes.count > 2 * Self.limit { state.drop(to: Self.limit) }
        }
    }
}
