import ArgumentParser
import Git
import RunProtocol

/// `git-add-commit-push`: commits some files of a clone and pushes them, behind whoever was faster.
struct CommitPush: DeployerCommand {
    static let configuration = CommandConfiguration(
        commandName: "git-add-commit-push",
        abstract: "Commit what has changed in some files or folders, and nothing else, and push it.",
        usage: "infrastructure-deployer git-add-commit-push --path <path> ... --message <text> [<options>]",
        discussion: """
            When somebody else has pushed in the meantime, the commit is put on top of theirs and pushed again. Exits with \
            0 when nothing has changed, too. Prints the commit.
            """
    )

    @Option(help: ArgumentHelp("A file or folder, relative to --repo-root; may be repeated.", valueName: "path"))
    var path: [String] = []

    @Option(help: ArgumentHelp("What the commit says.", valueName: "text"))
    var message: String

    @Option(help: ArgumentHelp("The branch to push to. (default: the one that is checked out)", valueName: "name"))
    var branch: String?

    @OptionGroup var clone: CloneOptions
    @OptionGroup var output: OutputOptions

    func check() throws {
        guard !path.isEmpty else { throw ValidationError("name what to commit: --path PATH") }
        guard !message.isEmpty else { throw ValidationError("--message must not be empty") }
        if let branch, GitRefName(branch) == nil {
            throw ValidationError("--branch \(VisibleText.of(branch)) is no name of a branch")
        }
    }

    func execute(in context: CommandContext) async throws -> Int32 {
        let clone = clone.clone(context)
        let branch = try await target(clone)
        let clock = context.clock
        let publication = try await clone.publish(path, saying: message, to: branch) { attempt in
            // Two that overtake each other in step would go on doing so.
            try? await clock.sleep(for: .milliseconds(200 * (1 << min(attempt, 5))) * Double.random(in: 0.5...1))
        }
        switch (publication, output.format) {
        case (.unchanged, .text):
            context.prose(output).say("nothing to commit: \(path.map(VisibleText.of).joined(separator: ", "))")
        case (.unchanged, .json): try await context.write(json: Pushed(branch: branch.text, commit: nil))
        case (.pushed(let commit), .text): try await context.write(commit.hexadecimal)
        case (.pushed(let commit), .json):
            try await context.write(json: Pushed(branch: branch.text, commit: commit.hexadecimal))
        }
        return 0
    }

    private struct Pushed: Encodable {
        let branch: String
        let commit: String?
    }

    private func target(_ clone: LocalClone) async throws -> GitRefName {
        if let branch, let name = GitRefName(branch) { return name }
        if let name = try await clone.branch() { return name }
        throw RunnerError(
            .usage,
            "NoBranch",
            "no branch is checked out, so there is none to push to",
            hint: "name it with --branch, or check it out: CI tools often check out a commit"
        )
    }
}
