import RunProtocol
import SystemPackage

/// The change of one file: read, set, format, write.
struct VariablesChange {
    private let request: UpdateRequest
    private let formatter: VariablesFormatter
    private let report: Report

    init(_ request: UpdateRequest, _ formatter: VariablesFormatter, _ report: Report) {
        self.request = request
        self.formatter = formatter
        self.report = report
    }

    /// Makes the change below a folder; a file in which all values were there already is not touched, nor formatted.
    ///
    /// - Throws: 64 for a file or a variable that is not as it should be, 69 for what cannot be written.
    func make(in folder: FilePath) async throws(RunnerError) -> (file: VariablesFile, changes: [VariableEdit.Change]) {
        let file = try VariablesFile(request.path, in: folder)
        let edit = try VariableEdit(request.assignments, in: try file.read(), of: file.name)
        if !edit.changes.isEmpty { try file.write(try await formatted(edit.bytes, file)) }
        return (file, edit.changes)
    }

    private func formatted(_ bytes: [UInt8], _ file: VariablesFile) async throws(RunnerError) -> [UInt8] {
        guard request.formatting == .wanted else { return bytes }
        switch try await formatter.format(bytes, as: file.relativePath) {
        case .formatted(let text):
            return text
        case .kept(let reason):
            report.say("\(file.name) was not formatted: \(reason)", at: .warn)
            return bytes
        }
    }
}
