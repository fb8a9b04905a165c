import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// A CI tool whose example is played; `plain` is the script alone, as any other tool would call it.
enum WalkedPlatform: String, CaseIterable, Sendable {
    case github
    case gitlab
    case circleci
    case jenkins
    case plain

    /// Those that hold a role for planning and another one for applying.
    static let withRoles: [WalkedPlatform] = [.github, .gitlab, .circleci, .jenkins]
    /// Those whose comments and issues go to a platform's API.
    static let withComments: [WalkedPlatform] = [.github, .gitlab, .circleci, .jenkins]
    /// Those that know which commit was applied last, when they plan and when they apply.
    static let withRecord: [WalkedPlatform] = [.github, .gitlab, .jenkins]
    /// Those of them whose API has to be asked for it.
    static let askedForTheRecord: [WalkedPlatform] = [.github, .gitlab]

    /// What happened there: every test of a platform looks at the same walk.
    var walk: Walk {
        get async throws { try await Self.walks.walk(self) }
    }

    private static let walks = Walks()

    /// Each walk is made once, when it is first asked for, and one after the other: they start many processes.
    private actor Walks {
        private var walks: [WalkedPlatform: Task<Walk, any Error>] = [:]
        private var last: Task<Walk, any Error>?

        func walk(_ platform: WalkedPlatform) async throws -> Walk {
            if let walk = walks[platform] { return try await walk.value }
            let walk = Task { [last] in
                _ = try? await last?.value
                return try await Walk.played(on: platform)
            }
            walks[platform] = walk
            last = walk
            return try await walk.value
        }
    }
}

/// What a walk needs of this machine.
enum WalkRequirement {
    static let isMet =
        SandboxRequirement.isMet && PythonPeer.has("yaml")
        && ["terraform", "git", "jq", "curl"].allSatisfy {
            SearchPath(ProcessInfo.processInfo.environment["PATH"] ?? "").locate($0) != nil
        }

    static let reason = "\(SandboxRequirement.reason); terraform, git, jq, curl, and PyYAML (make test installs them)"
}
