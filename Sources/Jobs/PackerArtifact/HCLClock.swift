import HCL

/// Stops the clock of a template: what its functions make of the time and of chance becomes the same in every reading.
struct HCLClock {
    private let time: TemplateTime

    init(_ time: TemplateTime) {
        self.time = time
    }

    /// The text of a file with values in the place of those calls.
    func stopped(_ file: HCLFile) -> String {
        stopped(file, edits(file), file.bytes.indices)
    }

    /// The text of a setting with values in the place of those calls.
    func stopped(_ expression: HCLExpression, in file: HCLFile) -> String {
        stopped(file, edits(expression), expression.range)
    }

    private struct Edit {
        let range: Range<Int>
        let text: String
    }

    private func edits(_ file: HCLFile) -> [Edit] {
        var edits: [Edit] = []
        file.body.walk { if let edit = edit($0) { edits.append(edit) } }
        return edits
    }

    private func edits(_ expression: HCLExpression) -> [Edit] {
        var edits: [Edit] = []
        expression.walk { if let edit = edit($0) { edits.append(edit) } }
        return edits
    }

    private func edit(_ expression: HCLExpression) -> Edit? {
        guard case .call(let call) = expression.kind, let value = value(of: call.name) else { return nil }
        return Edit(range: expression.range, text: "\"\(value)\"")
    }

    private func stopped(_ file: HCLFile, _ edits: [Edit], _ range: Range<Int>) -> String {
        var bytes = Array(file.bytes[range])
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            let place = (edit.range.lowerBound - range.lowerBound)..<(edit.range.upperBound - range.lowerBound)
            bytes.replaceSubrange(place, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func value(of function: String) -> String? {
        switch function {
        case "timestamp": time.timestamp
        case "uuidv4": time.uuid
        case "isotime", "legacy_isotime", "strftime", "legacy_strftime": time.mark
        default: nil
        }
    }
}
