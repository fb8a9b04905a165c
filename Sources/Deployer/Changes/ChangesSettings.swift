import ChangeDetection
import Git

/// How a caller wants everything to be run that a change affects.
struct ChangesSettings: Sendable {
    let kind: ChangesKind
    let changes: ChangesOptions
    let reports: ReportOptions
    let output: OutputOptions
    /// What a success with changes exits with.
    var changesExitCode = ChangesExitCode.plain
    /// The file with what was approved.
    var approved: String?

    /// What a success with changes exits with.
    enum ChangesExitCode: Sendable {
        /// 0.
        case plain
        /// 2, as of `terraform plan -detailed-exitcode`.
        case detailed
    }

    init(_ kind: ChangesKind, _ changes: ChangesOptions, _ reports: ReportOptions, _ output: OutputOptions) {
        self.kind = kind
        self.changes = changes
        self.reports = reports
        self.output = output
    }

    /// The refs, as they were given.
    var references: ChangeRange.Request {
        var request = ChangeRange.Request(kind.divergence)
        request.source = changes.sourceRef
        request.target = changes.targetRef ?? "HEAD"
        request.mainBranch = changes.mainBranch
        return request
    }

    /// The requests for a change's modules.
    func requests(_ range: ChangeRange) -> ModuleRequest {
        let detailed = changesExitCode == .detailed ? "-detailed-exitcode" : nil
        let words = [detailed, changes.commandArgs].compactMap(\.self).filter { !$0.isEmpty }
        return ModuleRequest(
            kind: kind,
            range: range,
            repository: changes.repo,
            words: words.isEmpty ? nil : words.joined(separator: " ")
        )
    }
}
