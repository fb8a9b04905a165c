import RunProtocol
import Supervision
public import SystemPackage

/// A clone on this machine that somebody else made, a CI tool or a person: read as it is, and deepened where it is too
/// shallow.
///
/// Its commits are read, never its files, so what is found does not depend on what is checked out. Git runs with the
/// caller's own environment and configuration, credentials included.
public struct LocalClone: Sendable {
    /// A folder of it.
    public let folder: FilePath
    private let environment: [String: String]

    /// The clone that a folder belongs to.
    ///
    /// - Parameters:
    ///   - folder: the work tree, a folder in it, or a bare repository.
    ///   - environment: the caller's.
    public init(_ folder: FilePath, environment: [String: String]) {
        self.folder = folder
        self.environment = environment.merging(Self.settings) { $1 }
    }

    /// What git is not to do: ask questions, speak other languages, or write what need not be written.
    private static let settings = ["GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"]

    /// Runs git in the clone and answers what it left behind, whatever its code.
    func ask(_ arguments: [String], input: [UInt8]? = nil) async throws(RunnerError) -> CommandResult {
        var command = Command("git", arguments, environment: environment)
        command.workingDirectory = folder
        return try await command.capture(input: input, limit: Self.limit)
    }

    /// Runs git in the clone; a code other than 0 is an error.
    @discardableResult
    func demand(_ arguments: [String], input: [UInt8]? = nil) async throws(RunnerError) -> CommandResult {
        let result = try await ask(arguments, input: input)
        guard result.succeeded else { throw failure(result, arguments) }
        return result
    }

    /// Runs git with a question whose answer is no output, or a code other than 0: then `nil`.
    func lookUp(_ arguments: [String]) async throws(RunnerError) -> String? {
        let result = try await ask(arguments)
        guard result.succeeded, !result.outputText.isEmpty else { return nil }
        return result.outputText
    }

    /// What a failure of git means.
    func failure(_ result: CommandResult, _ arguments: [String]) -> RunnerError {
        let said = Printable.output(result.errorText)
        if said.contains("not a git repository") {
            return RunnerError(
                .usage,
                "NotARepository",
                "\(folder) is not in a git repository",
                hint: "call this in a clone, or name one with --repo-root"
            ).caused(by: said)
        }
        if said.contains("dubious ownership") {
            return RunnerError(
                .unavailable,
                "RepositoryOfAnotherUser",
                "git does not read \(folder), which belongs to another user",
                hint: "git config --global --add safe.directory \(folder)"
            ).caused(by: said)
        }
        return RunnerError(.unavailable, "GitFailed", "git \(arguments.first ?? "") \(result.ending) in \(folder)")
            .caused(by: said.isEmpty ? "git said nothing" : said)
    }

    /// The most that is read of git at once: the files of a large repository, or a listing of them.
    private static let limit = 1 << 30
}
