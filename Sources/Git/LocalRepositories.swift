import RunProtocol
public import SystemPackage

/// The repositories of this machine that a job may clone: the sandbox engine lists them, nobody else can.
public struct LocalRepositories: Hashable, Sendable {
    /// Where they lie.
    public let paths: [FilePath]

    /// A list of absolute paths; others are left out.
    public init(_ paths: [FilePath]) {
        self.paths = paths.filter { $0.isAbsolute && $0.isLexicallyNormal }
    }

    /// Reads the list as the engine hands it on: absolute paths with colons between them.
    public init(separatedByColons text: String) {
        self.init(text.split(separator: ":").map { FilePath(String($0)) })
    }

    /// The environment variable in which the engine hands on the list.
    public static let variable = "DEPLOY_RUNNER_LOCAL_REPOSITORIES"

    /// The path, when it is one of the list exactly as it stands there.
    func checked(_ text: String) throws(RunnerError) -> FilePath {
        let path = FilePath(text)
        // FilePath drops a slash at the end and doubled ones: only the text that is the path itself counts.
        guard path.string == text, path.isAbsolute, path.isLexicallyNormal, paths.contains(path) else {
            throw notAllowed(text)
        }
        return path
    }

    private func notAllowed(_ text: String) -> RunnerError {
        let shown = Printable.text(text)
        guard !paths.isEmpty else {
            return RunnerError(
                .refused,
                "LocalRepositoryNotAllowed",
                "\(shown) lies on this machine, and no repository of this machine may be cloned here",
                hint: "use the repository's https or ssh address; a sandbox allows local ones by local_repositories"
            )
        }
        return RunnerError(
            .refused,
            "LocalRepositoryNotAllowed",
            "\(shown) is not one of the repositories of this machine that may be cloned",
            hint: "allowed are: \(paths.map(\.string).joined(separator: ", "))"
        )
    }
}
