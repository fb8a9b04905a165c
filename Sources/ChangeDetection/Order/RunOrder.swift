import Git
import RunProtocol

/// Puts jobs into waves: destroys before deploys, accounts in their turn, and nothing before what it waits for.
struct RunOrder {
    private let turns: (String) -> Int

    /// Where a job stands: in its account's turn, behind what it waits for there.
    private struct Place: Hashable {
        let turn: Int
        let layer: Int
    }

    /// An order for these accounts, where there are any.
    init(_ accounts: Accounts?) {
        turns = { accounts?.order(of: $0) ?? 0 }
    }

    /// The jobs in the order in which they start.
    ///
    /// - Parameters:
    ///   - jobs: all of one action.
    ///   - prerequisites: for a module, those that its job waits for, whether or not they have jobs themselves.
    ///   - wave: the number of the first wave.
    /// - Returns: the jobs, with their waves.
    /// - Throws: `ModuleCycle` (64).
    func ordered(
        _ jobs: [Job],
        waitingFor prerequisites: @escaping (GitPath) -> [GitPath],
        from wave: Int
    ) throws(RunnerError) -> [Job] {
        let wanted = Set(jobs.map(\.folder))
        var walk = PrerequisiteWalk(wanted: wanted, prerequisites: prerequisites)
        var after: [GitPath: Set<GitPath>] = [:]
        for job in jobs { after[job.folder] = try walk.jobs(before: job.folder) }
        var done: [GitPath: Place] = [:]
        // In the walk's order everything comes after what it waits for.
        for folder in walk.order where wanted.contains(folder) {
            let before = (after[folder] ?? []).compactMap { done[$0] }
            // What waits for a later account runs in that account's turn.
            let turn = max(turns(folder.account), before.map(\.turn).max() ?? .min)
            let layer = (before.filter { $0.turn == turn }.map(\.layer).max() ?? -1) + 1
            done[folder] = Place(turn: turn, layer: layer)
        }
        return numbered(jobs, after, done, from: wave)
    }

    private func numbered(
        _ jobs: [Job],
        _ after: [GitPath: Set<GitPath>],
        _ places: [GitPath: Place],
        from first: Int
    ) -> [Job] {
        let placed = jobs.compactMap { job in places[job.folder].map { (job, $0) } }
        let sorted = placed.sorted { ($0.1.turn, $0.1.layer, $0.0.folder) < ($1.1.turn, $1.1.layer, $1.0.folder) }
        var wave = first - 1
        var previous: Place?
        return sorted.map { job, place in
            if previous.map({ $0 != place }) ?? true { wave += 1 }
            previous = place
            var job = job
            job.wave = wave
            job.turn = place.turn
            job.after = (after[job.folder] ?? []).sorted()
            return job
        }
    }
}

/// Finds, for each job, the jobs that it waits for: directly, or through modules that have none.
private struct PrerequisiteWalk {
    let wanted: Set<GitPath>
    let prerequisites: (GitPath) -> [GitPath]
    /// Every module that was met, each behind those that it waits for.
    private(set) var order: [GitPath] = []
    private var known: [GitPath: Set<GitPath>] = [:]
    private var path: [GitPath] = []

    init(wanted: Set<GitPath>, prerequisites: @escaping (GitPath) -> [GitPath]) {
        self.wanted = wanted
        self.prerequisites = prerequisites
    }

    /// - Throws: `ModuleCycle` (64).
    mutating func jobs(before folder: GitPath) throws(RunnerError) -> Set<GitPath> {
        if let known = known[folder] { return known }
        if let start = path.firstIndex(of: folder) { throw Self.cycle(Array(path[start...])) }
        path.append(folder)
        var jobs: Set<GitPath> = []
        for next in prerequisites(folder) {
            let further = try self.jobs(before: next)
            jobs.formUnion(wanted.contains(next) ? [next] : further)
        }
        path.removeLast()
        known[folder] = jobs
        order.append(folder)
        return jobs
    }

    private static func cycle(_ members: [GitPath]) -> RunnerError {
        // From the smallest name on, so that one cycle has one description.
        let start = members.indices.min { members[$0] < members[$1] } ?? 0
        let turned = members[start...] + members[..<start] + [members[start]]
        return RunnerError(
            .usage,
            "ModuleCycle",
            "these modules depend on each other in a circle: \(turned.map(\.quoted).joined(separator: " → "))",
            hint: "remove one of the dependencies; no order would be right"
        )
    }
}
