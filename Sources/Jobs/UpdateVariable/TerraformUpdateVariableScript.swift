import Git
import RunProtocol
import Supervision
import SystemPackage

/// `terraform-update-variable`: sets variables in a file of Terraform or Terragrunt, commits the change and pushes it.
///
/// Everything that can be wrong is found before anything is pushed, and the push is the only thing that leaves the job.
struct TerraformUpdateVariableScript {
    private let request: UpdateRequest
    private let environment: [String: String]
    private let signals: ForwardedSignals
    private let report = Report(.info)

    static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let signals = ForwardedSignals()
        do {
            let locals = LocalRepositories(separatedByColons: environment[LocalRepositories.variable] ?? "")
            let request = try UpdateRequest(arguments, locals: locals)
            try await TerraformUpdateVariableScript(request: request, environment: environment, signals: signals).run()
            return 0
        } catch {
            return Report(.error).ending(error, signals, "before anything was pushed")
        }
    }

    private func run() async throws(RunnerError) {
        let folder = try JobFolder.make("update", environment: environment)
        defer { Folder.remove(folder) }
        let formatter = VariablesFormatter(
            environment: environment,
            folder: folder.appending("format"),
            signals: signals
        )
        switch request.place {
        case .folder(let path): try await changeFile(in: path, formatter)
        case .repository(let target):
            let settings = try settings(target)
            try await GitAccess.with(settings, in: folder.appending("git")) { git throws(RunnerError) in
                if let remark = git.remark { report.say(remark, at: .warn) }
                let place = try clonePlace(target) ?? folder.appending("repository")
                report.say("cloning \(target.location)")
                let repository = try await GitRepository.clone(target.location, into: place, with: git)
                try await change(target, in: repository, formatter)
            }
        }
    }

    // MARK: - In a folder

    private func changeFile(in path: VariablesPath?, _ formatter: VariablesFormatter) async throws(RunnerError) {
        let place = path?.path(in: ".") ?? "."
        let (file, changes) = try await VariablesChange(request, formatter, report).make(in: place)
        for change in changes {
            report.always("\(file.name):\(change.line): \(change.name): \(change.shownOld) -> \(change.shownNew)")
        }
        report.always(
            changes.isEmpty ? "\(file.name) holds these values already" : "nothing was committed: --skip-git true"
        )
    }

    // MARK: - In a repository

    private func settings(_ target: UpdateRequest.Repository) throws(RunnerError) -> GitAccess.Settings {
        let credentials = try GitCredentials(environment: environment)
        var settings = GitAccess.Settings(credentials: credentials, environment: environment)
        settings.signals = signals
        if case .local(let path) = target.location { settings.locals = LocalRepositories([path]) }
        return settings
    }

    /// The folder that the caller wants the clone in.
    private func clonePlace(_ target: UpdateRequest.Repository) throws(RunnerError) -> FilePath? {
        guard let path = target.checkoutPath, let here = Folder.resolved(".") else { return nil }
        let place = path.path(in: here)
        guard Folder.names(in: place)?.isEmpty ?? ((try? place.stat(followTargetSymlink: false)) == nil) else {
            throw RunnerError(
                .usage,
                "CheckoutPathTaken",
                "--git-checkout-path \(path) is there already",
                hint: "name a folder that is not there, or one that is empty"
            )
        }
        return place
    }

    private func change(
        _ target: UpdateRequest.Repository,
        in repository: GitRepository,
        _ formatter: VariablesFormatter
    ) async throws(RunnerError) {
        let branch = try await UpdateBranch(target.branch, in: repository)
        Facts.add("resolved_ref", branch.commit.hexadecimal, environment: environment)
        let update = VariableUpdate(
            request: request,
            target: target,
            repository: repository,
            branch: branch.name,
            formatter: formatter,
            signals: signals,
            report: report
        )
        guard let commit = try await update.run(from: branch.commit) else {
            report.always("nothing was committed: branch \(branch.name) holds these values already")
            return
        }
        Facts.add("pushed_commit", commit.hexadecimal, environment: environment)
        report.always("pushed commit \(commit) to branch \(branch.name) of \(target.location)")
    }
}
