import ChangeDetection
import Git
import RunProtocol

/// What a change makes somebody run, as programs read it; `docs/changes.md` describes the fields.
struct ChangeMatrix: Codable, Hashable, Sendable {
    var schema = 1
    let command: ChangesKind
    let source: Commit
    let target: Commit
    let modules: [Module]
    let leftOut: [LeftOut]
    let excluded: [String]
    let moved: [Move]
    let dependents: [String]
    let unrelated: [String]
    let warnings: [Warning]

    struct Commit: Codable, Hashable, Sendable {
        let ref: String
        let commit: String?
    }

    struct Module: Codable, Hashable, Sendable {
        let path: String
        let account: String
        let action: String
        let binary: String
        let wave: Int
        let after: [String]
        let reasons: [String]
        let container: String
        let script: String
        let args: [String]
    }

    struct LeftOut: Codable, Hashable, Sendable {
        let path: String
        let reason: String
        let message: String
    }

    struct Move: Codable, Hashable, Sendable {
        let from: String
        let to: String
    }

    struct Warning: Codable, Hashable, Sendable {
        let code: String
        let path: String
        let line: Int?
        let column: Int?
        let message: String
    }

    private enum CodingKeys: String, CodingKey {
        case schema, command, source, target, modules
        case leftOut = "left_out"
        case excluded, moved, dependents, unrelated, warnings
    }
}

extension ChangeMatrix {
    /// What a set of changes is to programs.
    init(_ set: ChangeSet, _ request: ModuleRequest) {
        command = request.kind
        source = Commit(ref: request.range.sourceText, commit: request.range.source?.hexadecimal)
        target = Commit(ref: request.range.targetText, commit: request.range.target.hexadecimal)
        modules = set.jobs.map { Module($0, request) }
        leftOut = set.leftOut.map {
            LeftOut(path: $0.folder.text, reason: $0.reason.rawValue, message: $0.reason.message)
        }
        excluded = set.excluded.map(\.text)
        moved = set.moved.map { Move(from: $0.from.text, to: $0.to.text) }
        dependents = set.dependents.map(\.text)
        unrelated = set.unrelated.map(\.text)
        warnings = set.warnings.map {
            Warning(code: $0.code.rawValue, path: $0.path.text, line: $0.line, column: $0.column, message: $0.message)
        }
    }
}

extension ChangeMatrix.Module {
    fileprivate init(_ job: Job, _ request: ModuleRequest) {
        path = job.folder.text
        account = job.account
        action = job.action == .destroy ? "destroy" : request.kind.rawValue
        binary = job.tool.rawValue
        wave = job.wave
        after = job.after.map(\.text)
        reasons = job.reasons.prefix(Self.shownReasons).map(\.text)
        let run = request.request(job)
        container = request.kind.container
        script = run.script
        args = run.args
    }

    /// A change of a file that everything reads is no reason to repeat it a thousand times over.
    private static let shownReasons = 20
}
