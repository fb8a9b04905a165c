import Synchronization

/// The runs that are under way, on a terminal: a line for each, and one for all; it leaves no trace.
final class LiveTable: Sendable {
    private let console: Console
    private let clock: any Clock<Duration>
    private let state: Mutex<State>

    private struct Row: Sendable {
        let name: String
        let verb: String
        let log: CapturedLog
        let elapsed: @Sendable () -> Duration
    }

    private struct State: Sendable {
        var rows: [Row] = []
        let count: Int
        var done = 0
        var failed = 0
        var ticking: Task<Void, Never>?
        var isClosed = false
    }

    init(_ console: Console, _ clock: any Clock<Duration>, count: Int) {
        self.console = console
        self.clock = clock
        state = Mutex(State(count: count))
    }

    /// One more run.
    func add(_ name: String, _ verb: String, _ log: CapturedLog, elapsed: @escaping @Sendable () -> Duration) {
        state.withLock { state in
            state.rows.append(Row(name: name, verb: verb, log: log, elapsed: elapsed))
            if state.ticking == nil { state.ticking = Task { await self.tick() } }
            show(state)
        }
    }

    /// One run less.
    func remove(_ name: String, hasFailed: Bool) {
        state.withLock { state in
            state.rows.removeAll { $0.name == name }
            state.done += 1
            if hasFailed { state.failed += 1 }
            show(state)
        }
    }

    /// Takes the table away for good.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.ticking?.cancel()
            console.hideLive()
        }
    }

    private func tick() async {
        while (try? await clock.sleep(for: .seconds(1))) != nil {
            state.withLock { show($0) }
        }
    }

    private func show(_ state: State) {
        guard !state.isClosed else { return }
        let width = state.rows.map(\.name.count).max() ?? 0
        let rows = state.rows.prefix(Self.mostRows).map { row in
            let phase = row.log.hasBegun ? "running" : "starting"
            let figures = row.log.figures.map { "  \($0)" } ?? ""
            return
                "\(row.name.padding(to: width))  \(row.verb), \(phase)  \(row.elapsed().components.seconds) s\(figures)"
        }
        let failures = state.failed > 0 ? ", \(state.failed) failed" : ""
        let total = "\(state.done) of \(state.count) done\(failures), \(state.rows.count) running"
        console.showLive((rows + [total]).joined(separator: "\n"))
    }

    /// A table that is higher than the terminal could not be erased.
    private static let mostRows = 12
}
