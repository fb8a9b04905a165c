/// The actions of Go's text templates, `{{ … }}`, in the texts of a template.
struct TemplateActions: Sendable {
    let time: TemplateTime

    /// A text in which every action stands for a value, or for something that packer can evaluate by itself.
    struct Prepared: Hashable, Sendable {
        var text: String
        /// Whether a value goes through the function that makes names of it, which packer has in a build only.
        var isCleaned = false
    }

    /// Replaces what differs from run to run, in a text or a whole template.
    func withoutTime(_ text: String) -> String {
        Self.replace(in: text) { action in Self.isUnique(action) ? time.mark : nil }
    }

    /// Replaces what is known only in a build as well.
    ///
    /// - Parameters:
    ///   - text: the text of a builder's setting.
    ///   - build: whose setting it is.
    /// - Returns: the text, with the actions left that mean the same everywhere.
    func prepared(_ text: String, of build: TemplateBuild) -> Prepared {
        var prepared = Prepared(text: "")
        prepared.text = Self.replace(in: text) { action in
            let words = Self.words(action)
            if Self.isUnique(action) || words.contains(where: { $0.hasPrefix(".") || $0 == "build" }) {
                return time.mark
            }
            if words == ["build_name"] { return build.name }
            if words == ["build_type"] { return build.type }
            guard let last = words.last, words.count > 1, Self.cleaners.contains(last),
                let pipe = action.lastIndex(of: "|")
            else { return nil }
            prepared.isCleaned = true
            return "{{\(action[..<pipe])}}"
        }
        return prepared
    }

    /// The actions that are left in a text.
    static func actions(in text: String) -> [String] {
        var actions: [String] = []
        _ = replace(in: text) { action in
            actions.append(action)
            return nil
        }
        return actions
    }

    private static let cleaners: Set = ["clean_resource_name", "clean_ami_name"]

    private static func isUnique(_ action: String) -> Bool {
        words(action).contains { ["isotime", "timestamp", "uuid", "strftime"].contains($0) }
    }

    /// The words of an action outside its quotes.
    private static func words(_ action: String) -> [String] {
        var words: [String] = [""]
        var quote: Character?
        for character in action where character != "\\" {
            if character == quote {
                quote = nil
            } else if quote != nil {
                continue
            } else if character == "\"" || character == "`" {
                quote = character
                words.append("")
            } else if character.isLetter || character.isNumber || character == "_" || character == "." {
                words[words.count - 1].append(character)
            } else {
                words.append("")
            }
        }
        return words.filter { !$0.isEmpty }
    }

    private static func replace(in text: String, _ replacement: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            result += rest[..<start.lowerBound]
            let action = String(rest[start.upperBound..<end.lowerBound])
            result += replacement(action) ?? "{{\(action)}}"
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
