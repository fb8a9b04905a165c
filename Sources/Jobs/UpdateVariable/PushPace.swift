/// How often a push that somebody else overtook is tried again, and how long it waits before.
///
/// Two that overtake each other in step would go on doing so: each waits for a time of its own.
struct PushPace: Sendable {
    /// How many pushes are tried.
    var tries = 12
    /// The longest pause before the second try; it doubles with every further one, up to `longest`.
    var first: Duration = .milliseconds(200)
    /// The longest pause of all.
    var longest: Duration = .seconds(10)
    /// What waits.
    var clock: any Clock<Duration> = ContinuousClock()
    /// A share of the longest pause, from 0 to 1.
    var share: @Sendable () -> Double = { Double.random(in: 0...1) }

    /// Waits after a try, counted from 1.
    func pause(after attempt: Int) async {
        let doubled = first * Double(1 << min(attempt - 1, 20))
        // Nothing cancels a job's task: it is stopped by a signal.
        try? await clock.sleep(for: min(doubled, longest) * share())
    }
}
