import Synchronization

/// The quiet line that says, on a terminal, what is being waited for and for how long; it leaves no trace.
final class LiveLine: Sendable {
    private let console: Console
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let state = Mutex(State())

    private struct State {
        var text: String?
        var ticking: Task<Void, Never>?
    }

    init(_ console: Console, _ clock: any Clock<Duration>, elapsed: @escaping @Sendable () -> Duration) {
        self.console = console
        self.clock = clock
        self.elapsed = elapsed
    }

    /// Says what is being waited for, from now on.
    func show(_ text: String) {
        state.withLock { state in
            state.text = text
            if state.ticking == nil { state.ticking = Task { await self.tick() } }
        }
    }

    /// Takes the line away for good.
    func hide() {
        state.withLock { state in
            state.text = nil
            state.ticking?.cancel()
            console.hideLive()
        }
    }

    private func tick() async {
        var pause = Self.patience
        while (try? await clock.sleep(for: pause)) != nil {
            state.withLock { state in
                guard let text = state.text else { return }
                console.showLive("\(text) · \(elapsed().components.seconds) s")
            }
            pause = .seconds(1)
        }
    }

    /// What starts within this time needs no line: it would only flicker.
    private static let patience = Duration.milliseconds(300)
}
