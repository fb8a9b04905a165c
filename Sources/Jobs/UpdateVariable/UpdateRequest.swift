import Gatekeeper
import Git
import RunProtocol

/// What `terraform-update-variable` is asked to do: its arguments, read with the gate's own grammar (DESIGN D5).
struct UpdateRequest: Sendable {
    /// What is set.
    let assignments: [VariableAssignment]
    /// The file.
    let path: VariablesPath
    /// Where the file is.
    let place: Place
    /// What is done with it afterwards.
    let formatting: Formatting

    /// Where the file is, and what becomes of the change.
    enum Place: Sendable {
        /// Below this folder, or the working directory; nothing is committed.
        case folder(VariablesPath?)
        /// In a repository, which the change is pushed to.
        case repository(Repository)
    }

    /// A repository and how the change gets into it.
    struct Repository: Sendable {
        let location: RepositoryLocation
        /// The branch as it was written; `nil`: the remote's default branch.
        let branch: WrittenReference?
        /// Where it is cloned to; `nil`: a temporary folder.
        let checkoutPath: VariablesPath?
        let author: GitAuthor
        /// What the commit's message ends with, so that CI leaves it alone; may be empty.
        let skipCIFlag: String
    }

    /// Whether the file is formatted.
    enum Formatting: Hashable, Sendable {
        case wanted
        case skipped
    }

    /// Reads the arguments.
    ///
    /// - Parameters:
    ///   - arguments: what the script was given.
    ///   - locals: the repositories of this machine that may be used.
    /// - Throws: 64 for arguments that cannot be, 77 for a local repository that is not listed.
    init(_ arguments: [String], locals: LocalRepositories) throws(RunnerError) {
        let options = try ScriptOptions(arguments, of: .terraformUpdateVariable)
        assignments = try Self.assignments(options)
        path = try VariablesPath(options.value("vars-path") ?? "terragrunt.hcl", option: "--vars-path")
        formatting = options.isGiven("skip-fmt") ? .skipped : .wanted
        let checkoutPath = try Self.checkoutPath(options)
        place =
            try options.boolean("skip-git")
            ? .folder(checkoutPath) : .repository(try Self.repository(options, checkoutPath, locals))
    }

    private static func assignments(_ options: ScriptOptions) throws(RunnerError) -> [VariableAssignment] {
        let names = options.all("name")
        let values = options.all("value")
        guard !names.isEmpty, names.count == values.count else {
            throw options.invalid(
                "\(names.count) --name and \(values.count) --value were given",
                hint: "give pairs of them: --name image_version --value '\"v1\"'"
            )
        }
        var assignments: [VariableAssignment] = []
        for (name, value) in zip(names, values) {
            let assignment = try VariableAssignment(name, value)
            guard !assignments.contains(where: { $0.name == name }) else {
                throw options.invalid("--name \(name) was given twice", hint: "give each variable one value")
            }
            assignments.append(assignment)
        }
        return assignments
    }

    private static func checkoutPath(_ options: ScriptOptions) throws(RunnerError) -> VariablesPath? {
        guard let text = options.value("git-checkout-path") else { return nil }
        return try VariablesPath(text, option: "--git-checkout-path")
    }

    private static func repository(
        _ options: ScriptOptions,
        _ checkoutPath: VariablesPath?,
        _ locals: LocalRepositories
    ) throws(RunnerError) -> Repository {
        guard let name = options.value("git-user-name"), let email = options.value("git-user-email") else {
            throw options.invalid(
                "a commit needs --git-user-name and --git-user-email",
                hint: "give them, or set machine_user_git_info in the configuration"
            )
        }
        return Repository(
            location: try RepositoryLocation(try options.required("git-url"), locals: locals),
            branch: try options.reference("git-branch-name"),
            checkoutPath: checkoutPath,
            author: try GitAuthor(name: name, email: email),
            skipCIFlag: options.value("skip-ci-flag") ?? "[skip ci]"
        )
    }
}
