import Git
import RunProtocol
import Supervision
import SystemPackage

/// Brings the template here, from one commit where it lies in a repository (DESIGN D6).
///
/// Credentials for the repository are gone when it is here: what its provisioners clone, they clone with their own.
struct TemplateFetch {
    let request: PackerRequest
    let environment: [String: String]
    let signals: ForwardedSignals
    let report: Report

    func template(in workspace: PackerWorkspace) async throws(RunnerError) -> PackerTemplate {
        switch request.template {
        case .local(let path):
            let start = Folder.resolved(".") ?? "/"
            return try PackerTemplate(at: start.pushing(path), start: start, name: Shown.text(path.string))
        case .git(let location, let path, let reference):
            try await fetch(location, reference, into: workspace)
            let place = path.reduce(workspace.repository) { $0.appending(FilePath.Component($1) ?? ".") }
            let name = Shown.text(path.joined(separator: "/"))
            let template = try PackerTemplate(at: place, name: name.isEmpty ? "the root of \(location)" : name)
            guard let root = Folder.resolved(workspace.repository), template.path.starts(with: root) else {
                throw RunnerError(
                    .usage,
                    "InvalidTemplatePath",
                    "the template \(name) leads out of the repository",
                    hint: "give a template that lies in the repository itself"
                ).caused(by: "a symbolic link leads to \(Shown.text(template.path.string))")
            }
            return template
        }
    }

    private func fetch(
        _ location: RepositoryLocation,
        _ reference: WrittenReference?,
        into workspace: PackerWorkspace
    ) async throws(RunnerError) {
        let settings = try await settings(location)
        try await GitAccess.with(settings, in: workspace.git) { git throws(RunnerError) in
            if let remark = git.remark { report.say(remark, at: .warn) }
            report.say("cloning \(location)")
            let repository = try await GitRepository.clone(location, into: workspace.repository, with: git)
            let written = if let reference { reference } else { try await defaultReference(of: repository) }
            let commit = try await repository.resolve(written.reference)
            report.always("using the template of commit \(commit) (ref \(Shown.text(written.text)) of \(location))")
            Facts.add("resolved_ref", commit.hexadecimal, environment: environment)
            try await repository.checkOut(commit)
            git.revokeCredentials()
        }
    }

    private func defaultReference(of repository: GitRepository) async throws(RunnerError) -> WrittenReference {
        guard let branch = try await repository.defaultBranch() else {
            throw RunnerError(
                .usage,
                "NoDefaultBranch",
                "--packer-template-path names no ref, and \(repository.location) no default branch",
                hint: "add ?ref=REF"
            )
        }
        return try WrittenReference("refs/heads/\(branch)")
    }

    private func settings(_ location: RepositoryLocation) async throws(RunnerError) -> GitAccess.Settings {
        let credentials = try await request.secrets.credentials(environment)
        var settings = GitAccess.Settings(credentials: credentials, environment: environment)
        settings.signals = signals
        if case .local(let path) = location { settings.locals = LocalRepositories([path]) }
        return settings
    }
}
