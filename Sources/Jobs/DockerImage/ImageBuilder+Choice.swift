import Glibc
import RunProtocol
import Supervision

/// Which engine builds: the configuration says it, callers cannot.
enum ImageBuilderChoice: String, CaseIterable, Sendable {
    case kaniko
    case buildah
    case buildkit

    /// The environment variable that says it.
    static let variable = "DEPLOY_SCRIPT_IMAGE_BUILDER"

    /// Reads the choice of a task; kaniko where nothing is said.
    ///
    /// - Throws: `UnknownImageBuilder` (64).
    init(_ environment: [String: String]) throws(RunnerError) {
        guard let text = environment[Self.variable], !text.isEmpty else {
            self = .kaniko
            return
        }
        guard let choice = ImageBuilderChoice(rawValue: text) else {
            throw RunnerError(
                .usage,
                "UnknownImageBuilder",
                "\(Self.variable) is \(Shown.text(text)), which builds no images",
                hint: "it may be \(Self.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self = choice
    }

    /// The engine, set up by its own variables.
    func make(_ environment: [String: String]) -> any ImageBuilder {
        switch self {
        case .kaniko: Kaniko(environment)
        case .buildah: Buildah(environment, .ofThisProcess)
        case .buildkit: BuildKit(environment)
        }
    }
}

extension Buildah.Privilege {
    /// What this process may do: a kernel that denies it to set groups has given it one identity alone.
    static var ofThisProcess: Buildah.Privilege {
        let groups = ProcFile.read("/proc/self/setgroups") ?? ""
        return geteuid() != 0 && groups.hasPrefix("deny") ? .oneIdentity : .ownIdentities
    }
}
