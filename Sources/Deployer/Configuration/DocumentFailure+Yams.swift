import Gatekeeper
import Yams

extension DocumentFailure {
    /// What Yams found wrong with a text, in one sentence and with its place.
    init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self.init(Self.sentence(problem, context), at: SourcePosition(mark), hint: Self.hint(problem))
        case .reader(let problem, _, let value, let yaml):
            let position = Self.position(ofScalar: value, in: yaml)
            self.init("the file is not YAML: \(problem)", at: position, hint: "remove the character")
        case .duplicatedKeysInMapping(let names, let context):
            let list = names.map { ByteString($0).visible() }.joined(separator: ", ")
            let fields = names.count == 1 ? "the field \(list) stands" : "the fields \(list) stand"
            self.init("\(fields) twice in one mapping", at: SourcePosition(context.mark), hint: "keep one")
        default:
            self.init("the file is not YAML: \(error)", at: nil)
        }
    }

    private static func sentence(_ problem: String, _ context: YamlError.Context?) -> String {
        if problem == "but found another document" { return "the file holds more than one document" }
        guard let context else { return "the file is not YAML: \(problem)" }
        return "the file is not YAML: \(context.text), \(problem)"
    }

    /// What to do about the mistakes that are made most.
    private static func hint(_ problem: String) -> String? {
        switch problem {
        case "but found another document": "keep one, and remove the line ---"
        case "found a tab character that violates indentation", "found character that cannot start any token":
            "indent with spaces, and put a text that begins with one of @ ` % [ ] { } in quotes"
        case "mapping values are not allowed in this context":
            "put a text that holds a colon in quotes, and check the indentation"
        case "could not find expected ':'": "a field is written name: value"
        default: nil
        }
    }

    /// The place of the first scalar of this value; a reader complains about characters that may stand nowhere.
    private static func position(ofScalar value: Int32, in text: String) -> SourcePosition? {
        var line = 1
        var column = 1
        for scalar in text.unicodeScalars {
            if Int64(scalar.value) == Int64(value) { return SourcePosition(line: line, column: column) }
            column += 1
            if scalar == "\n" { (line, column) = (line + 1, 1) }
        }
        return nil
    }
}

extension SourcePosition {
    fileprivate init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
