import Foundation

/// The variables and outputs of a module below `terraform/modules`, as its formatted files declare them.
struct TerraformModule {
    /// A variable or an output: its attributes by name, each with its expression on one line.
    struct Declaration: Hashable {
        let name: String
        var attributes: [String: String] = [:]
    }

    private(set) var variables: [Declaration] = []
    private(set) var outputs: [Declaration] = []

    /// Reads the module's files, or those whose names are given.
    init(_ module: String, files: [String]? = nil) throws {
        let folder = Project.root.appending(path: "terraform/modules/\(module)")
        let names = try files ?? FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names.sorted() where name.hasSuffix(".tf") {
            read(try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    private mutating func read(_ text: String) {
        var block: (kind: Substring, declaration: Declaration)?
        var attribute: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let head = line.wholeMatch(of: /(variable|output) "(\w+)" \{/) {
                block = (head.1, Declaration(name: String(head.2)))
            } else if let start = line.wholeMatch(of: /[ ]{2}(\w+) += (.*)/) {
                attribute = String(start.1)
                block?.declaration.attributes[String(start.1)] = String(start.2)
            } else if line.starts(with: /[ ]{4}|[ ]{2}(?:[)}]|EOT)/), let attribute {
                let more = line.trimmingCharacters(in: .whitespaces)
                block?.declaration.attributes[attribute, default: ""] += " " + more
            } else if line == "}", let ended = block {
                if ended.kind == "variable" {
                    variables.append(ended.declaration)
                } else {
                    outputs.append(ended.declaration)
                }
                block = nil
            } else {
                // A blank line, a comment, or a block inside.
                attribute = nil
            }
        }
    }
}
