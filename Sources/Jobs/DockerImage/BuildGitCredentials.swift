import Git
import RunProtocol

/// The credentials for the build context: the runner's own, and those that kaniko knows, each in the other's place.
///
/// The documented configuration gives the builder `GIT_USERNAME` and `GIT_PASSWORD`; all other jobs have
/// `DEPLOY_SCRIPT_…_TOKEN`. Either is enough, whichever engine builds.
struct BuildGitCredentials: Sendable {
    /// For the runner's own git.
    let credentials: GitCredentials
    /// For an engine that clones by itself.
    let engine: [String: String]

    /// - Throws: `InvalidCredential` (64).
    init(_ environment: [String: String], for location: RepositoryLocation) throws(RunnerError) {
        let user = environment[BuildVariables.gitUser]
        let password = environment[BuildVariables.gitPassword]
        var variables = environment
        if let password, !password.isEmpty, let host = location.knownHost,
            (environment[host.tokenVariable] ?? "").isEmpty
        {
            variables[host.tokenVariable] = password
            if host == .bitbucket { variables[GitCredentials.bitbucketUserVariable] = user }
        }
        credentials = try GitCredentials(environment: variables)
        if let password, !password.isEmpty {
            engine = [BuildVariables.gitUser: user ?? "", BuildVariables.gitPassword: password]
        } else if let login = credentials.login(for: location) {
            engine = [BuildVariables.gitUser: login.user, BuildVariables.gitPassword: login.secret]
        } else {
            engine = [:]
        }
    }
}
