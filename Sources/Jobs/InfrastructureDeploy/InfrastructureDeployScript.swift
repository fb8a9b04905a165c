import Git
import RunProtocol
import Supervision
import SystemPackage

/// `infrastructure-deploy-script`: plans, applies and destroys what one commit of a repository describes.
///
/// In the documented order: credentials and https rewrites, clone, resolution of the ref, the check for applying
/// commands, the destroy protections, check-out, deploy path, init, and the command itself with its output streamed.
/// What a check refuses never reaches the tool. A signal is passed on to whatever runs, and nothing new is started after it.
struct InfrastructureDeployScript {
    private let request: DeployRequest
    private let environment: [String: String]
    private let signals: ForwardedSignals
    private let report: Report

    static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let signals = ForwardedSignals()
        do {
            let locals = LocalRepositories(separatedByColons: environment[LocalRepositories.variable] ?? "")
            let isStored = environment[ArtifactDestination.variable] != nil
            let request = try DeployRequest(arguments, locals: locals, outputs: isStored ? .stored : .notStored)
            let report = Report(request.level)
            let script = InfrastructureDeployScript(
                request: request,
                environment: environment,
                signals: signals,
                report: report
            )
            return try await script.run()
        } catch {
            return Report(.error).ending(error, signals, "before anything was changed")
        }
    }

    private func run() async throws(RunnerError) -> Int32 {
        try checkTool()
        let folder = try JobFolder.make("deploy", environment: environment)
        defer { Folder.remove(folder) }
        return try await GitAccess.with(try settings(), in: folder.appending("git")) { git throws(RunnerError) in
            if let remark = git.remark { report.say(remark, at: .warn) }
            return try await deploy(in: folder, git)
        }
    }

    private func deploy(in folder: FilePath, _ git: GitAccess) async throws(RunnerError) -> Int32 {
        let (repository, commits) = try await fetch(into: folder.appending("repository"), git)
        let place = try await request.path.folder(in: repository, at: commits.code)
        let variables = ToolEnvironment.make(task: environment, git: git, home: folder.appending("home").string)
        let tool = ToolRun(environment: variables, folder: place, signals: signals, report: report)
        return try await deploy(with: tool, git)
    }

    // MARK: - What is needed

    private func checkTool() throws(RunnerError) {
        _ = try Command(request.binary.rawValue, [], environment: environment).located()
    }

    private func settings() throws(RunnerError) -> GitAccess.Settings {
        let credentials = try GitCredentials(environment: environment)
        var settings = GitAccess.Settings(credentials: credentials, environment: environment)
        settings.addresses = request.addresses
        settings.signals = signals
        if case .local(let path) = request.repository { settings.locals = LocalRepositories([path]) }
        return settings
    }

    // MARK: - The commit

    /// Clones, resolves, checks, and puts the files into the work tree.
    private func fetch(
        into folder: FilePath,
        _ git: GitAccess
    ) async throws(RunnerError) -> (GitRepository, DeployCommits) {
        report.say("cloning \(request.repository)")
        let repository = try await GitRepository.clone(request.repository, into: folder, with: git)
        let commits = try await DeployCommits(request, in: repository)
        if request.command.verb.isApplying {
            let rule = ApplyRule(repository: repository, allowed: request.allowedReferences)
            try await rule.demand(commits.deployed, writtenAs: commits.referenceText)
            if let text = commits.destroyText { try await rule.demand(commits.code, writtenAs: text) }
        }
        if commits.destroyText != nil {
            try await DestroyRule(repository: repository, path: request.path).demand(commits)
        }
        report.say(commits.announcement(request), at: request.command.verb.isApplying ? .error : .info)
        Facts.add("resolved_ref", commits.deployed.hexadecimal, environment: environment)
        if commits.destroyText != nil {
            Facts.add("resolved_destroy_ref", commits.code.hexadecimal, environment: environment)
        }
        try await repository.checkOut(commits.code)
        return (repository, commits)
    }

    // MARK: - The tool

    private func deploy(with tool: ToolRun, _ git: GitAccess) async throws(RunnerError) -> Int32 {
        let calls = try await calls(tool)
        if let initialisation = calls.initialisation {
            let code = try await tool.run(initialisation)
            guard code == 0 else { return code }
        }
        // Terraform fetches modules in init alone; from here on the repository's code runs, and needs no credentials for
        // git. Terragrunt fetches whenever it likes.
        if request.binary == .terraform { git.revokeCredentials() }
        return try await tool.run(calls.command)
    }

    private func calls(_ tool: ToolRun) async throws(RunnerError) -> (initialisation: ToolCall?, command: ToolCall) {
        let command = request.command
        switch request.binary {
        case .terraform:
            return (.terraformInit(request.backendConfig), .terraform(command.verb, request.words.words))
        case .terragrunt:
            let syntax = TerragruntSyntax(try await tool.terragruntVersion())
            // For all modules Terragrunt initialises by itself, each when its turn comes.
            let initialises = command.scope == .module || !request.backendConfig.isEmpty
            return (
                initialises ? try syntax.initialisation(command.scope, request.backendConfig) : nil,
                try syntax.call(command, request.words)
            )
        }
    }
}
