import RunProtocol

/// The story that `Tests/Peers/pipelines` plays on a platform, event by event.
struct Walk: WalkedStory {
    /// A job of a pipeline, as it was when the event was over.
    struct Job: Decodable, Sendable {
        let name: String
        /// How it stands: succeeded, failed, cancelled, rejected, superseded, skipped or waiting.
        let status: String
        /// The exit codes of its steps.
        let codes: [Int32]
        let output: String
        /// The role that it asks AWS for.
        let role: String?
    }

    /// A pipeline.
    struct Run: Decodable, Sendable {
        let branch: String
        let commit: String
        let jobs: [Job]

        /// What all its jobs wrote.
        var output: String { jobs.map(\.output).joined() }
        /// How its jobs ended, those left out that were not to run.
        var statuses: Set<String> { Set(jobs.map(\.status)).subtracting(["skipped"]) }
    }

    /// What the pipelines wrote into a pull request.
    struct Comment: Decodable, Sendable, Hashable {
        let id: Int
        let body: String
    }

    /// What the pipelines filed.
    struct Issue: Decodable, Sendable {
        let state: String
        let updates: Int
        let body: String
    }

    /// An event and what was there after it.
    struct Event: Decodable, Sendable {
        let name: String
        let run: Run
        /// Whether a person is asked.
        let waits: Bool
        /// Module to the zones that its network has by Terraform's state; none when it is not deployed.
        let zones: [String: [String]?]
        /// The modules that Terraform has a state of.
        let deployed: [String]
        /// Whether the slow module's state is locked.
        let isLocked: Bool
        let comments: [Comment]
        let issues: [Issue]

        /// How many zones a module has; `nil` when it is not deployed.
        func zoneCount(_ module: String) -> Int? { (zones[module] ?? nil)?.count }
        var dev: Int? { zoneCount("dev/network") }
        var prod: Int? { zoneCount("prod/network") }
    }

    let events: [Event]
    /// The calls of the platform's API that it would have refused.
    let refusals: [String]

    /// An event, by its name.
    func callAsFunction(_ name: String) throws -> Event {
        guard let event = events.first(where: { $0.name == name }) else {
            throw RunnerError(.unavailable, "NoSuchEvent", "the walk has no event \(name)")
        }
        return event
    }
}
