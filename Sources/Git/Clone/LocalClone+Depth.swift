import RunProtocol
import Supervision

extension LocalClone {
    /// Whether the clone lacks the beginning of its history.
    func isShallow() async throws(RunnerError) -> Bool {
        try await demand(["rev-parse", "--is-shallow-repository"]).outputText == "true"
    }

    /// Fetches what a reference means that the clone lacks: CI tools clone one branch, and of that the last commit.
    ///
    /// - Throws: `GitRefNotFound` (64), `CloneTooShallow` (69).
    func fetched(_ reference: String) async throws(RunnerError) -> CommitID {
        guard try await lookUp(["remote", "get-url", "origin"]) != nil else { throw notFound(reference, nil) }
        let isShallow = try await isShallow()
        let base = String(reference.prefix { $0 != "^" && $0 != "~" })
        var failure: CommandResult?
        for refspec in Self.refspecs(base) where try await present(base) == nil {
            let fetch = try await fetch([refspec], isShallow ? ["--depth=1"] : [])
            failure = fetch.succeeded ? nil : fetch
        }
        if let commit = try await present(reference) { return commit }
        guard isShallow else { throw notFound(reference, failure) }
        if let failure { throw Self.isMissing(failure) ? notFound(reference, failure) : tooShallow(reference, failure) }
        guard let start = try await present(base) else { throw notFound(reference, nil) }
        let found = try await deepened([start], until: { () async throws(RunnerError) in try await present(reference) })
        guard let found else { throw notFound(reference, nil) }
        return found
    }

    /// Deepens a shallow clone, in steps, until something is found that an older commit has to do with.
    ///
    /// - Throws: `CloneTooShallow` (69).
    func deepened<Found>(
        _ commits: [CommitID],
        until find: () async throws(RunnerError) -> Found?
    ) async throws(RunnerError) -> Found? {
        for step in Self.steps {
            let fetch = try await fetch(commits.map(\.hexadecimal), [step])
            guard fetch.succeeded else {
                throw tooShallow(commits.map { String($0.hexadecimal.prefix(12)) }.joined(separator: " and "), fetch)
            }
            if let found = try await find() { return found }
            guard try await isShallow() else { return nil }
        }
        return nil
    }

    /// Most branches are short; the whole history is the last resort.
    private static let steps = ["--deepen=50", "--deepen=500", "--unshallow"]

    private func fetch(_ refspecs: [String], _ options: [String]) async throws(RunnerError) -> CommandResult {
        try await ask(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules"] + options + ["origin"] + refspecs)
    }

    /// What to ask the remote for: a branch where the clone keeps those of the remote, else a name or a commit as it is.
    private static func refspecs(_ reference: String) -> [String] {
        for prefix in ["refs/remotes/origin/", "origin/"] where reference.hasPrefix(prefix) {
            let name = reference.dropFirst(prefix.count)
            return ["+refs/heads/\(name):refs/remotes/origin/\(name)"]
        }
        if CommitID(reference) != nil { return [reference] }
        // A name alone is a branch or a tag here, as for git: what a remote calls so is fetched as a tag only.
        return ["+refs/tags/\(reference):refs/tags/\(reference)"]
    }

    private static func isMissing(_ fetch: CommandResult) -> Bool {
        ["couldn't find remote ref", "not our ref", "Invalid refspec"].contains { fetch.errorText.contains($0) }
    }

    private func notFound(_ reference: String, _ fetch: CommandResult?) -> RunnerError {
        let error = RunnerError(
            .usage,
            "GitRefNotFound",
            "\(Printable.text(reference)) is no commit of the repository in \(folder)",
            hint: "check the name; a branch of the remote is called origin/NAME"
        )
        return fetch.map { error.caused(by: Printable.output($0.errorText)) } ?? error
    }

    private func tooShallow(_ what: String, _ fetch: CommandResult) -> RunnerError {
        RunnerError(
            .unavailable,
            "CloneTooShallow",
            "the clone in \(folder) does not reach back far enough for \(Printable.text(what)), and could not be deepened",
            hint: "clone the whole history (fetch-depth: 0, GIT_DEPTH: 0), or leave git its credentials for a fetch"
        ).caused(by: Printable.output(fetch.errorText))
    }
}
