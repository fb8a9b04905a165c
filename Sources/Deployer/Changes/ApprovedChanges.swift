import ChangeDetection
import RunProtocol

/// What was approved: a matrix that `plan-changes --changes-file` wrote, held against what is about to be applied.
struct ApprovedChanges: Sendable {
    private let matrix: ChangeMatrix
    private let file: String

    /// Reads the file.
    ///
    /// - Throws: `ApprovalUnreadable` (64).
    init(_ bytes: [UInt8], file: String) throws(RunnerError) {
        self.file = file
        do {
            matrix = try JSON.decode(ChangeMatrix.self, from: bytes)
        } catch {
            throw Self.unreadable(file, "\(error)")
        }
        guard matrix.schema == 1 else { throw Self.unreadable(file, "its schema is \(matrix.schema), not 1") }
    }

    /// The commits that were approved.
    ///
    /// - Throws: `ApprovalUnreadable`, `NoChangeApproved` (64).
    func range(_ request: ChangeRange.Request) throws(RunnerError) -> ChangeRange.Request {
        guard let target = matrix.target.commit else { throw Self.unreadable(file, "it names no target commit") }
        guard matrix.source.commit != nil || !matrix.source.ref.isEmpty else {
            throw RunnerError(
                .usage,
                "NoChangeApproved",
                "\(file) lists every module and compares no commits: plan-changes --all wrote it",
                hint: "have a plan of a change approved: one without --all"
            )
        }
        var request = request
        request.target = target
        request.source = matrix.source.commit
        return request
    }

    /// Passes a matrix of exactly what was approved.
    ///
    /// - Throws: `NotApproved` (77).
    func demand(_ other: ChangeMatrix) throws(RunnerError) {
        let (approved, found) = (Self.entries(matrix), Self.entries(other))
        guard approved != found else { return }
        let gone = approved.keys.filter { found[$0] == nil }.map { "\($0) was approved and is not affected" }
        let new = found.keys.filter { approved[$0] == nil }.map { "\($0) is affected and was not approved" }
        let changed = approved.filter { entry, words in found[entry] != nil && found[entry] != words }
            .map { "\($0) was approved with other arguments: \(VisibleText.of($1.joined(separator: " ")))" }
        throw RunnerError(
            .refused,
            "NotApproved",
            "what is affected is not what \(file) was approved for",
            hint: "plan again with the options that are used to apply, and have that approved"
        ).caused(by: (gone + new + changed).sorted().joined(separator: "\n"))
    }

    /// The modules, each with the arguments that a plan and an apply have in common.
    private static func entries(_ matrix: ChangeMatrix) -> [Entry: [String]] {
        matrix.modules.reduce(into: [:]) { entries, module in
            let entry = Entry(path: module.path, destroys: module.action == "destroy")
            entries[entry] = common(module.args)
        }
    }

    private static func common(_ arguments: [String]) -> [String] {
        var common: [String] = []
        var rest = arguments[...]
        while let name = rest.popFirst(), let value = rest.popFirst() {
            switch name {
            case "--command": continue
            case "--command-args":
                common += value.split(separator: " ").map(String.init).filter { !planned.contains($0) }
            default: common += [name, value]
            }
        }
        return common
    }

    /// What a plan is told and an apply is not.
    private static let planned = ["-destroy", "-detailed-exitcode"]

    private struct Entry: Hashable, CustomStringConvertible {
        let path: String
        let destroys: Bool

        var description: String { (destroys ? "the destroy of " : "") + VisibleText.of(path) }
    }

    private static func unreadable(_ file: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "ApprovalUnreadable",
            "\(file) is not what plan-changes --changes-file writes",
            hint: "pass the file on as it was written"
        ).caused(by: cause)
    }
}
