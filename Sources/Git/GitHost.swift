/// A hosting service that the runner knows by name: what it takes to reach its repositories.
public enum GitHost: String, Hashable, Sendable, CaseIterable {
    /// GitHub.
    case github = "github.com"
    /// GitLab.
    case gitlab = "gitlab.com"
    /// Bitbucket Cloud.
    case bitbucket = "bitbucket.org"

    /// The host's name.
    public var name: String { rawValue }

    /// The environment variable that holds a token for the host.
    public var tokenVariable: String {
        switch self {
        case .github: "DEPLOY_SCRIPT_GITHUB_TOKEN"
        case .gitlab: "DEPLOY_SCRIPT_GITLAB_TOKEN"
        case .bitbucket: "DEPLOY_SCRIPT_BITBUCKET_TOKEN"
        }
    }

    /// The user that a token belongs to where none is configured, as the host documents it for access tokens.
    var tokenUser: String {
        switch self {
        case .github: "x-access-token"
        case .gitlab: "oauth2"
        case .bitbucket: "x-token-auth"
        }
    }

    /// The Ed25519 key that the host publishes for its SSH service.
    ///
    /// Fingerprints, as each host documents them: GitHub `+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU`,
    /// GitLab `eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8`, Bitbucket `ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM`.
    var sshKey: String {
        switch self {
        case .github: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
        case .gitlab: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf"
        case .bitbucket: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO"
        }
    }
}
