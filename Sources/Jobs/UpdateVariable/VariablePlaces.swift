import Gatekeeper
import HCL
import RunProtocol

/// Where a file sets variables.
///
/// A name is looked for in three places, and the first that has it counts: attributes of the file, as in a `.tfvars`
/// file, and the items of `inputs` in `terragrunt.hcl`, also where `inputs` merges objects; `locals`; and the defaults of
/// `variable` blocks. A local that feeds an input of the same name stays as it is when the input is set.
struct VariablePlaces {
    /// A variable's name and value.
    private struct Place {
        let name: String
        let start: Int
        let value: HCLExpression
    }

    private let file: HCLFile
    private let levels: [[Place]]

    init(_ file: HCLFile) {
        self.file = file
        let inputs = file.body.attribute("inputs").map { Self.items($0.expression) } ?? []
        let locals = file.body.blocks("locals").flatMap { $0.body.attributes.map(Self.place) }
        let defaults = file.body.blocks("variable").compactMap { block in
            block.labels.first.flatMap { name in
                block.body.attribute("default").map {
                    Place(name: name, start: $0.nameRange.lowerBound, value: $0.expression)
                }
            }
        }
        levels = [file.body.attributes.map(Self.place) + inputs, locals, defaults]
    }

    private static func place(_ attribute: HCLAttribute) -> Place {
        Place(name: attribute.name, start: attribute.nameRange.lowerBound, value: attribute.expression)
    }

    /// The items of an object, or of the objects that are merged.
    private static func items(_ expression: HCLExpression) -> [Place] {
        switch expression.unwrapped.kind {
        case .object(let items):
            items.compactMap { item in
                item.name.map { Place(name: $0, start: item.key.range.lowerBound, value: item.value) }
            }
        case .call(let call) where call.name == "merge": call.arguments.flatMap(items)
        default: []
        }
    }

    /// The one value of a variable.
    ///
    /// - Throws: `VariableNotFound`, or `VariableAmbiguous` (64).
    func value(of name: String) throws(RunnerError) -> HCLExpression {
        for level in levels {
            let found = level.filter { $0.name.utf8.elementsEqual(name.utf8) }
            guard found.count <= 1 else { throw ambiguous(name, found) }
            if let place = found.first { return place.value }
        }
        throw notFound(name)
    }

    private func ambiguous(_ name: String, _ found: [Place]) -> RunnerError {
        let places = found.map { "\(file.position(of: $0.start))" }.joined(separator: ", ")
        return RunnerError(
            .usage,
            "VariableAmbiguous",
            "\(name) is set \(found.count) times in \(Shown.text(file.name)): at \(places)",
            hint: "keep one of them"
        )
    }

    private func notFound(_ name: String) -> RunnerError {
        let names = Set(levels.joined().map { ByteString($0.name) })
        var error = RunnerError(
            .usage,
            "VariableNotFound",
            "there is no variable \(name) in \(Shown.text(file.name))",
            hint: names.isEmpty ? "the file sets no variable" : "the file has \(Self.list(names))"
        )
        if let nearest = NearestName.nearest(to: ByteString(name), among: names) {
            error.hint = "did you mean \(nearest.visible())?"
        }
        if let line = commentLine(with: name) { error.cause = "line \(line) sets it in a comment only" }
        return error
    }

    private static func list(_ names: Set<ByteString>) -> String {
        let shown = names.map { $0.visible() }.sorted()
        return shown.prefix(20).joined(separator: ", ") + (shown.count > 20 ? " and \(shown.count - 20) more" : "")
    }

    /// The line of a comment that reads as if it set the variable.
    private func commentLine(with name: String) -> Int? {
        for comment in file.comments {
            var start = comment.lowerBound
            for line in file.bytes[comment].split(separator: 0x0A, omittingEmptySubsequences: false) {
                let content = line.drop { " \t#/*".utf8.contains($0) }
                let rest = content.dropFirst(name.utf8.count).drop { $0 == 0x20 || $0 == 0x09 }
                if content.starts(with: name.utf8), rest.first == UInt8(ascii: "=") {
                    return file.position(of: start).line
                }
                start += line.count + 1
            }
        }
        return nil
    }
}
