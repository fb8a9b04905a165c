import Git
import RunProtocol

/// Turns changed files and the modules of two commits into what is to be run: a function of what it is given.
struct ChangeAnalysis {
    let changes: [FileChange]
    /// The modules of the newer commit.
    let target: ModuleGraph
    /// The modules of the older one; `nil` when none of them can have been deleted.
    let source: ModuleGraph?
    let accounts: Accounts?
    /// The accounts of the older commit, in which those are that were deleted with their modules.
    var former: Accounts?
    let selection: ChangeSelection

    /// - Throws: `ModuleCycle`, `AccountMissing`, `SharedState`, `ModuleNotAffected` (64).
    func changeSet() throws(RunnerError) -> ChangeSet {
        var set = ChangeSet()
        var related: Set<GitPath> = []
        let deploys = affected(&set, &related)
        let destroys = deleted(&set, &related)
        set.dependents = dependents(of: deploys.map(\.folder))
        var jobs = destroys + deploys
        if selection.dependents == .run {
            jobs += set.dependents.compactMap { target.modules[$0] }.map { Job($0, .deploy, []) }
            set.dependents = []
        }
        jobs = runnable(jobs, &set)
        warnAboutDependencies(jobs, &set)
        set.unrelated = changes.map(\.path).filter { !related.contains($0) }.sorted()
        try demandAccounts(jobs)
        try demandOwnStates(jobs)
        set.jobs = try selected(try ordered(jobs))
        set.leftOut.sort { $0.folder < $1.folder }
        return set
    }

    // MARK: - What is affected

    private func affected(_ set: inout ChangeSet, _ related: inout Set<GitPath>) -> [Job] {
        let places = ChangedPlaces(changes, configured: target.configured)
        var jobs: [Job] = []
        for module in target.modules.values {
            var reasons = places.reasons(in: module.places)
            if !selection.variableFiles.isEmpty {
                let files = selection.variableFiles.compactMap { module.folder.appending($0) }
                reasons += places.reasons(in: Set(files.map { .file($0) })).filter { !reasons.contains($0) }
            }
            related.formUnion(reasons)
            // What a file that cannot be read leads to is not known: anything may have changed.
            guard selection.scope == .all || !reasons.isEmpty || !module.unreadable.isEmpty else { continue }
            jobs.append(Job(module, .deploy, reasons))
            for problem in module.unreadable { set.warn(problem) }
        }
        return jobs.sorted { $0.folder < $1.folder }
    }

    private func deleted(_ set: inout ChangeSet, _ related: inout Set<GitPath>) -> [Job] {
        guard let source else { return [] }
        let places = ChangedPlaces(changes.filter { $0.kind == .deleted }, configured: source.configured)
        let states = target.modules.values.reduce(into: [StateLocation: GitPath]()) { found, module in
            if let state = module.state { found[state] = module.folder }
        }
        var jobs: [Job] = []
        for module in source.modules.values where target.modules[module.folder] == nil {
            let reasons = places.reasons(in: [.folder(module.folder)])
            related.formUnion(reasons)
            if let home = module.state.flatMap({ states[$0] }) {
                set.moved.append(ChangeSet.Move(from: module.folder, to: home))
            } else if target.folders.contains(module.folder) {
                set.leftOut.append(ChangeSet.LeftOut(folder: module.folder, reason: .folderNotEmpty))
            } else {
                jobs.append(Job(module, .destroy, reasons))
            }
        }
        set.moved.sort { $0.from < $1.from }
        return jobs.sorted { $0.folder < $1.folder }
    }

    /// The modules that depend on some others, at whatever distance, and are none of them.
    private func dependents(of folders: [GitPath]) -> [GitPath] {
        let users = target.users()
        var found: Set<GitPath> = []
        var waiting = folders
        while let next = waiting.popLast() {
            waiting += (users[next] ?? []).filter { found.insert($0).inserted }
        }
        return found.subtracting(folders).sorted()
    }

    // MARK: - What can be run

    private func runnable(_ jobs: [Job], _ set: inout ChangeSet) -> [Job] {
        jobs.filter { job in
            if selection.excluded.contains(where: { $0.matches(job.folder) }) {
                set.excluded.append(job.folder)
                return false
            }
            guard let reason = Self.obstacle(job) else { return true }
            set.leftOut.append(ChangeSet.LeftOut(folder: job.folder, reason: reason))
            return false
        }
    }

    private static func obstacle(_ job: Job) -> ChangeSet.Reason? {
        let path = job.folder
        if path.isNamed("ecs-deploy-runner") { return .runnerNeverDeploysItself }
        if job.tool == .stack { return .stackNotSupported }
        let first = path.bytes.first
        let isPlain = first != UInt8(ascii: "-") && first != UInt8(ascii: "~") && path.quoted == path.text
        return isPlain && path.isUTF8 || path.isRoot ? nil : .notDeployable
    }

    private func warnAboutDependencies(_ jobs: [Job], _ set: inout ChangeSet) {
        let destroyed = Set(jobs.filter { $0.action == .destroy }.map(\.folder))
        let deployed = Set(jobs.filter { $0.action == .deploy }.map(\.folder))
        let states = destroyed.reduce(into: [StateLocation: GitPath]()) { found, folder in
            if let state = source?.modules[folder]?.state { found[state] = folder }
        }
        // Whoever still needs what is destroyed is to know of it, whether or not it changed itself.
        for module in target.modules.values.sorted(by: { $0.folder < $1.folder }) {
            let gone = Set(module.named.filter(destroyed.contains) + module.remoteStates.compactMap { states[$0] })
            for folder in gone.sorted() { set.warn(.dependencyDestroyed, module, folder) }
            guard deployed.contains(module.folder) else { continue }
            let missing = Set(module.named.filter { target.modules[$0] == nil }).subtracting(gone)
            for folder in missing.sorted() { set.warn(.dependencyMissing, module, folder) }
        }
    }

    private func demandAccounts(_ jobs: [Job]) throws(RunnerError) {
        guard let accounts else { return }
        let known = accounts.including(former)
        let missing = jobs.first { ($0.action == .destroy ? known : accounts).orders[$0.account] == nil }
        guard let missing else { return }
        throw RunnerError(
            .usage,
            "AccountMissing",
            "the account \(missing.account) of \(missing.folder.quoted) is not in \(accounts.file)",
            hint:
                "add it to \(accounts.file), with its id and deploy_order, or leave it out: --exclude '\(missing.account)'"
        ).caused(by: "its accounts are \(accounts.names.sorted().joined(separator: ", "))")
    }

    private func demandOwnStates(_ jobs: [Job]) throws(RunnerError) {
        let affected = Set(jobs.filter { $0.action == .deploy }.map(\.folder))
        var keepers: [StateLocation: [GitPath]] = [:]
        for module in target.modules.values {
            if let state = module.state { keepers[state, default: []].append(module.folder) }
        }
        let shared = keepers.filter { $0.value.count > 1 && $0.value.contains(where: affected.contains) }
        guard let first = shared.min(by: { $0.key.description < $1.key.description }) else { return }
        let names = first.value.sorted().map(\.quoted).joined(separator: " and ")
        throw RunnerError(
            .usage,
            "SharedState",
            "\(names) have one state: each would destroy what the other makes",
            hint: "give each module a key of its own in its backend"
        ).caused(by: "the state is \(first.key.shown)")
    }

    // MARK: - The order

    private func ordered(_ jobs: [Job]) throws(RunnerError) -> [Job] {
        let order = RunOrder(accounts?.including(former))
        let users = source?.users() ?? [:]
        let destroys = try order.ordered(
            jobs.filter { $0.action == .destroy },
            waitingFor: { users[$0] ?? [] },
            from: 1
        )
        let modules = target.modules
        let deploys = try order.ordered(
            jobs.filter { $0.action == .deploy },
            waitingFor: { modules[$0]?.dependencies ?? [] },
            from: (destroys.last?.wave ?? 0) + 1
        )
        return destroys + deploys
    }

    private func selected(_ jobs: [Job]) throws(RunnerError) -> [Job] {
        guard let only = selection.only else { return jobs }
        for folder in only where !jobs.contains(where: { $0.folder == folder }) {
            throw RunnerError(
                .usage,
                "ModuleNotAffected",
                "\(folder.quoted) is not among the modules that are run for this change",
                hint: "give the two commits of the matrix it comes from as --source-ref and --target-ref"
            ).caused(by: jobs.isEmpty ? "there are none" : "they are \(Self.names(jobs))")
        }
        return jobs.filter { only.contains($0.folder) }.map { job in
            var job = job
            job.after = job.after.filter(only.contains)
            return job
        }
    }

    private static func names(_ jobs: [Job]) -> String {
        let shown = jobs.prefix(20).map(\.folder.quoted).joined(separator: ", ")
        return jobs.count > 20 ? "\(shown) and \(jobs.count - 20) more" : shown
    }
}

extension ChangeSet {
    fileprivate mutating func warn(_ problem: Unreadable) {
        let warning = Warning(
            code: .unreadable,
            path: problem.file,
            line: problem.line,
            column: problem.column,
            message: problem.message
        )
        if !warnings.contains(warning) { warnings.append(warning) }
    }

    fileprivate mutating func warn(_ code: Warning.Code, _ module: Module, _ dependency: GitPath) {
        let fate = code == .dependencyDestroyed ? "destroyed" : "no module"
        let message = "it depends on \(dependency.quoted), which is \(fate)"
        warnings.append(Warning(code: code, path: module.folder, message: message))
    }
}

extension ModuleGraph {
    /// For each module, those that depend on it.
    func users() -> [GitPath: [GitPath]] {
        var users: [GitPath: [GitPath]] = [:]
        for module in modules.values {
            for dependency in module.dependencies { users[dependency, default: []].append(module.folder) }
        }
        return users
    }
}
