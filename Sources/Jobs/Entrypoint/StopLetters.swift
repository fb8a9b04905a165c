import RunProtocol

/// What goes with a stop on ECS: SIGTERM is the doorbell, and the letter says why it rang and how urgent it is.
///
/// ECS can send a task one SIGTERM and nothing else before SIGKILL. So whoever stops a run leaves a request on the task
/// first, as tags, and changes it there when the stop shall hurry.
struct StopLetters: Sendable {
    /// Looks whether there is a letter.
    let look: @Sendable () async -> StopRequest?
    let clock: any Clock<Duration>
    /// How long a stop waits for its letter: it goes ahead without one.
    var patience = Duration.seconds(3)
    /// The time between two looks.
    var pause = Duration.seconds(1)

    /// Letters by a way of looking.
    init(look: @escaping @Sendable () async -> StopRequest?, clock: any Clock<Duration>) {
        self.look = look
        self.clock = clock
    }

    /// Letters on the tags of the task; one that cannot be read is none: the stop is a graceful one then.
    init(_ tags: TaskTags, clock: any Clock<Duration>) {
        self.init(look: { (try? await tags.read()).flatMap(StopRequest.init(tags:)) }, clock: clock)
    }

    /// Answers a SIGTERM: passes on the letter, or a graceful stop where none comes in time; then looks on until the
    /// letter hurries or the caller's task is cancelled.
    func answer(_ take: (StopRequest) -> Void) async {
        let request = await firstLetter() ?? StopRequest(.graceful, because: .hostStopped)
        take(request)
        var urgency = request.urgency
        while urgency == .graceful, (try? await clock.sleep(for: pause)) != nil {
            guard let letter = await look(), letter.urgency == .hurried else { continue }
            take(letter)
            urgency = letter.urgency
        }
    }

    private func firstLetter() async -> StopRequest? {
        await withTaskGroup(of: StopRequest?.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    if let letter = await look() { return letter }
                    try? await clock.sleep(for: pause)
                }
                return nil
            }
            group.addTask {
                try? await clock.sleep(for: patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
