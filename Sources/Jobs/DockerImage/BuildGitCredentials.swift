import AWS
import Git
import RunProtocol

/// The credentials for the build context: the runner's own, and those that kaniko knows, each in the other's place.
///
/// The documented configuration gives the builder `GIT_USERNAME` and `GIT_PASSWORD`; all other jobs have the runner's
/// variables. Either is enough, whichever engine builds.
struct BuildGitCredentials: Sendable {
    /// For the runner's own git.
    let credentials: GitCredentials
    /// For an engine that clones by itself.
    let engine: [String: String]

    /// - Throws: `InvalidCredential` (64).
    init(_ environment: [String: String], for location: RepositoryLocation) throws(RunnerError) {
        let own = try GitCredentials(environment: environment)
        let user = environment[BuildVariables.gitUser] ?? ""
        let password = environment[BuildVariables.gitPassword] ?? ""
        let login = own.login(for: location)
        if case .https(let url, _) = location, login == nil, !password.isEmpty {
            let place = url.dropFirst("https://".count).prefix { $0 != "/" }
            // A hosting service that takes a token for a password takes any user with it.
            let pair = [user.isEmpty ? "git" : user, password].map { PercentEncoding.component($0) }
            var variables = environment
            variables["\(GitCredentials.tokensVariable)_OF_BUILD"] = "https://\(pair.joined(separator: ":"))@\(place)"
            credentials = try GitCredentials(environment: variables)
        } else {
            credentials = own
        }
        if !password.isEmpty {
            engine = [BuildVariables.gitUser: user, BuildVariables.gitPassword: password]
        } else if let login {
            engine = [BuildVariables.gitUser: login.user, BuildVariables.gitPassword: login.secret]
        } else {
            engine = [:]
        }
    }
}
