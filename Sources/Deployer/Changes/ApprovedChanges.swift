import ChangeDetection
import Git
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
    func range(_ request: ChangeRange.Request) throws(RunnerError) -> ChangeRange.Request {
        guard let target = matrix.target.commit else { throw Self.unreadable(file, "it names no target commit") }
        var request = request
        request.target = target
        request.source = matrix.source.commit
        return request
    }

    /// Passes a set of changes that is exactly what was approved.
    ///
    /// - Throws: `NotApproved` (77).
    func demand(_ set: ChangeSet) throws(RunnerError) {
        let approved = Set(matrix.modules.map { Entry(path: $0.path, destroys: $0.action == "destroy") })
        let found = Set(set.jobs.map { Entry(path: $0.folder.text, destroys: $0.action == .destroy) })
        guard approved != found else { return }
        let gone = approved.subtracting(found).map { "\($0) was approved and is not affected" }
        let new = found.subtracting(approved).map { "\($0) is affected and was not approved" }
        throw RunnerError(
            .refused,
            "NotApproved",
            "what is affected is not what \(file) was approved for",
            hint: "plan again with the options that are used to apply, and have that approved"
        ).caused(by: (gone + new).sorted().joined(separator: "\n"))
    }

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
