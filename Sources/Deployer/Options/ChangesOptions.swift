import ArgumentParser
import ChangeDetection
import Gatekeeper
import Git
import RunProtocol
import SystemPackage

/// What `plan-changes` and `apply-changes` have in common.
struct ChangesOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The older commit. (default: on the main branch the target's first parent, else origin/MAIN)",
            valueName: "ref"
        )
    )
    var sourceRef: String?

    @Option(help: ArgumentHelp("The newer commit. (default: HEAD)", valueName: "ref"))
    var targetRef: String?

    @Option(help: ArgumentHelp("The main branch. (default: what origin/HEAD says, else main)", valueName: "name"))
    var mainBranch: String?

    @OptionGroup var clone: CloneOptions

    @Option(
        help: ArgumentHelp(
            "The repository, for a runner that is configured for several; passed on to each job.",
            valueName: "url"
        )
    )
    var repo: String?

    @Option(
        help: ArgumentHelp(
            "The list of accounts, in the target commit. (default: accounts.json, when it is there)",
            valueName: "path"
        )
    )
    var accountsFile: String?

    @Option(
        help: ArgumentHelp("Leave out modules in such folders, as in sandbox/*; may be repeated.", valueName: "pattern")
    )
    var exclude: [String] = []

    @Flag(help: "Run every module of the newer commit, whether or not anything changed, as to find drift.")
    var all = false

    @Option(help: ArgumentHelp("Run this module of those affected, and no other; may be repeated.", valueName: "path"))
    var only: [String] = []

    @Flag(help: "Run the modules as well that depend on an affected one.")
    var includeDependents = false

    @Option(
        // Its value is whatever comes next, as pipelines write it: --command-args -lock=false.
        parsing: .unconditional,
        help: ArgumentHelp("More arguments for each call of the tool, in one string.", valueName: "string")
    )
    var commandArgs: String?

    @Option(help: ArgumentHelp("How many modules run at a time.", valueName: "n"))
    var maxParallel = 4

    @Option(
        help: ArgumentHelp(
            "How long to wait for a module before it is stopped: 90m, 1h30m. (default: \(WaitTime.standard))",
            valueName: "duration"
        ),
        transform: WaitTime.parse
    )
    var maxWaitTime = WaitTime.standard

    @Flag(help: "Print what would run, in which waves, and start nothing.")
    var dryRun = false

    /// Checks what the options say together.
    ///
    /// - Throws: `ValidationError`.
    func check(_ transport: TransportOptions) throws {
        try transport.check()
        if !dryRun, !transport.local, transport.awsRegion == nil {
            throw ValidationError("say where to run: --local for this machine, --aws-region REGION, or --dry-run")
        }
        if all, sourceRef != nil { throw ValidationError("--all compares nothing; leave --source-ref out") }
        guard maxParallel > 0 else { throw ValidationError("--max-parallel must be at least 1") }
        _ = try words()
        for path in only where Self.place(path) == nil {
            throw ValidationError("--only \(VisibleText.of(path)) is not a folder of the repository")
        }
        if let accountsFile, Self.place(accountsFile) == nil {
            throw ValidationError("--accounts-file \(VisibleText.of(accountsFile)) is not a file of the repository")
        }
    }

    /// The folders that the caller wants, and how.
    func selection() throws -> ChangeSelection {
        var selection = ChangeSelection()
        selection.excluded = exclude.map { FolderPattern($0) }
        selection.only = only.isEmpty ? nil : only.compactMap(Self.place)
        selection.scope = all ? .all : .changed
        selection.dependents = includeDependents ? .run : .listed
        selection.variableFiles = Self.variableFiles(try words())
        return selection
    }

    /// Where the accounts are listed.
    var accounts: ChangeDetector.AccountsFile {
        accountsFile.flatMap(Self.place).map { .named($0) } ?? .usual
    }

    private static func place(_ path: String) -> GitPath? {
        path.hasPrefix("/") ? nil : GitPath.root.appending(path)
    }

    /// The words of `--command-args`, read as the gate reads them.
    private func words() throws -> [String] {
        do {
            return try ShellWords.split(ByteString(commandArgs ?? "")).map(\.string)
        } catch {
            throw ValidationError("--command-args cannot be split into words: \(error.description)")
        }
    }

    private static func variableFiles(_ words: [String]) -> [String] {
        var files: [String] = []
        for (index, word) in words.enumerated() {
            if ["-var-file", "--var-file"].contains(word), index + 1 < words.count { files.append(words[index + 1]) }
            for prefix in ["-var-file=", "--var-file="] where word.hasPrefix(prefix) {
                files.append(String(word.dropFirst(prefix.count)))
            }
        }
        return files
    }
}
