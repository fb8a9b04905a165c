import Glibc
public import RunProtocol
import SystemPackage

/// The program inside a task: several in one file, chosen by the name it is called by.
///
/// Called by the name of a job script, as by a symbolic link in the trigger directory, it is that script. Called as
/// `deploy-runner` its first argument says what it is.
public struct DeployRunner: Sendable {
    private let environment: [String: String]
    private let now: @Sendable () -> Timestamp

    /// A program with an environment.
    ///
    /// - Parameters:
    ///   - environment: the variables that the process was started with.
    ///   - now: the time of day.
    public init(environment: [String: String], now: @escaping @Sendable () -> Timestamp) {
        self.environment = environment
        self.now = now
    }

    /// What the program can be.
    enum Role: String, CaseIterable {
        /// Supervises a script of the trigger directory.
        case entrypoint
        /// Keeps a secret that a script has come to know out of its log.
        case hideSecret = "hide-secret"
        /// Plans, applies and destroys infrastructure with Terraform or Terragrunt.
        case infrastructureDeployScript = "infrastructure-deploy-script"
        /// Sets variables in a file of a repository.
        case terraformUpdateVariable = "terraform-update-variable"
        /// Builds a container image from a repository and pushes it to a registry.
        case buildDockerImage = "build-docker-image"
        /// Says whether an image holds what jobs need.
        case selfTest = "self-test"
    }

    /// Runs to the end.
    ///
    /// - Parameter arguments: the argument vector, from the program's own name on.
    /// - Returns: the code to exit with.
    public func run(_ arguments: [String]) async -> Int32 {
        // A reader that goes away is an error of the write, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
        let name = FilePath(arguments.first ?? "").lastComponent?.string ?? ""
        if let role = Role(rawValue: name) { return await run(role, Array(arguments.dropFirst())) }
        guard let role = arguments.dropFirst().first.flatMap(Role.init) else {
            Report(.error).failure(unknown(name, arguments.dropFirst().first))
            return ExitCode.usage.rawValue
        }
        return await run(role, Array(arguments.dropFirst(2)))
    }

    private func run(_ role: Role, _ arguments: [String]) async -> Int32 {
        switch role {
        case .hideSecret: HideSecret.main(environment: environment)
        case .entrypoint: await Entrypoint.main(arguments, environment: environment, now: now)
        case .infrastructureDeployScript: await InfrastructureDeployScript.main(arguments, environment: environment)
        case .terraformUpdateVariable: await TerraformUpdateVariableScript.main(arguments, environment: environment)
        case .buildDockerImage: await BuildDockerImageScript.main(arguments, environment: environment)
        case .selfTest: await SelfTest.main(arguments, environment: environment)
        }
    }

    private func unknown(_ name: String, _ role: String?) -> RunnerError {
        let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
        let message = role.map { "\(Shown.text($0)) is not something that \(name) can be" }
        return RunnerError(
            .usage,
            "UnknownRole",
            message ?? "\(name) was called without saying what it shall be",
            hint: "call it by the name of a job script, or name one first: \(roles)"
        )
    }
}
