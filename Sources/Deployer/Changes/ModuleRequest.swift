import ChangeDetection
import Git
import RunProtocol

/// Makes the request that runs one module, for the commit that was resolved and no name.
struct ModuleRequest: Sendable {
    let kind: ChangesKind
    let range: ChangeRange
    /// The repository, where the runner's configuration allows several.
    let repository: String?
    /// More words for each call of the tool.
    let words: String?

    /// The request for a job.
    func request(_ job: Job) -> RunRequest {
        var arguments: [String] = []
        if let repository { arguments += ["--repo", repository] }
        arguments += ["--ref", range.target.hexadecimal, "--binary", job.tool.rawValue]
        arguments += ["--command", command(job), "--deploy-path", job.folder.text]
        let words = [kind == .plan && job.action == .destroy ? "-destroy" : nil, words].compactMap(\.self)
        if !words.isEmpty { arguments += ["--command-args", words.joined(separator: " ")] }
        if job.action == .destroy, let source = range.source {
            arguments += ["--apply-ref-for-destroy", source.hexadecimal]
        }
        return RunRequest(containerName: kind.container, script: DeployScript.name, args: arguments)
    }

    private func command(_ job: Job) -> String {
        switch (kind, job.action) {
        case (.plan, _): "plan"
        case (.apply, .deploy): "apply"
        case (.apply, .destroy): "destroy"
        }
    }
}
