/// A file in the dialect of the AWS CLI, which is the one of Python's `configparser`.
///
/// `[section]`, `key = value` or `key: value`, lines that begin with `#` or `;` are comments, and a line that stands
/// further in than its key goes on with the value. Below a key without a value such lines are keys of their own.
struct INIDocument: Sendable {
    /// What stands below one `[name]`.
    struct Section: Sendable {
        /// As it is between the brackets.
        var name: String
        /// By key, in small letters.
        var values: [String: String] = [:]
        /// What stands indented below a key without a value, by that key; its own keys are as they were written.
        var nested: [String: [String: String]] = [:]
    }

    /// In the order of the file.
    private(set) var sections: [Section] = []

    /// Reads the text.
    ///
    /// - Throws: `AWSError` of kind `.validation`, naming path and line and nothing of the line: it may be a secret.
    init(_ text: String, path: String) throws(AWSError) {
        var reader = INIReader()
        do throws(INIReader.Malformed) {
            sections = try reader.sections(of: text)
        } catch {
            throw AWSError.configuration("\(path):\(error.line): \(error.message)")
        }
    }

    /// `[name]`.
    func section(_ name: String) -> Section? {
        sections.first { $0.name == name }
    }
}

extension INIDocument.Section {
    /// The same section with what another one says put over it.
    func overlaid(with other: INIDocument.Section) -> INIDocument.Section {
        var result = self
        for (key, value) in other.values {
            result.values[key] = value
            result.nested[key] = nil
        }
        for (key, values) in other.nested {
            result.nested[key] = values
            result.values[key] = nil
        }
        return result
    }
}
