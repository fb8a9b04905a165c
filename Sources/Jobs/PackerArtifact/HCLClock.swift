import HCL

/// Stops the clock of a template: what its functions make of the time and of chance becomes the same in every reading.
struct HCLClock {
    private let time: TemplateTime

    init(_ time: TemplateTime) {
        self.time = time
    }

    /// The text of a file with values in the place of those calls.
    func stopped(_ file: HCLFile) -> String {
        var edits: [(range: Range<Int>, text: String)] = []
        file.body.walk { expression in
            guard case .call(let call) = expression.kind, let value = value(of: call.name) else { return }
            edits.append((expression.range, "\"\(value)\""))
        }
        var bytes = file.bytes
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
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
