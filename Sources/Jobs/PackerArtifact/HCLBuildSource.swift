import HCL
import RunProtocol

/// A source in a build block, with the settings that the block adds to it.
struct HCLBuildSource: Sendable {
    let build: TemplateBuild
    /// The file and the body of each place that sets something; a later one counts more.
    private let places: [(file: HCLFile, body: HCLBody)]

    /// All builds of a template.
    static func all(in files: [HCLFile]) -> [HCLBuildSource] {
        var declared: [String: (file: HCLFile, body: HCLBody)] = [:]
        for file in files {
            for block in file.body.blocks("source") where block.labels.count == 2 {
                declared[block.labels.joined(separator: ".")] = (file, block.body)
            }
        }
        return files.flatMap { file in
            file.body.blocks("build").flatMap { block in
                let named = block.body.attribute("sources").map { references($0.expression) } ?? []
                let inner = block.body.blocks("source").map {
                    (reference: $0.labels.first ?? "", body: Optional($0.body))
                }
                return (named.map { (reference: $0, body: nil) } + inner).map { reference, body in
                    let key = reference.hasPrefix("source.") ? String(reference.dropFirst("source.".count)) : reference
                    let places = [declared[key], body.map { (file, $0) }].compactMap(\.self)
                    return HCLBuildSource(key, body, in: block, places)
                }
            }
        }
    }

    private init(
        _ key: String,
        _ body: HCLBody?,
        in block: HCLBlock,
        _ places: [(file: HCLFile, body: HCLBody)]
    ) {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        let type = parts.first ?? ""
        let own = body?.attribute("name")?.expression.string ?? parts.last ?? ""
        let group = block.body.attribute("name")?.expression.string
        let name = "\(type).\(own)"
        build = TemplateBuild(
            name: group.map { "\($0).\(name)" } ?? name,
            otherNames: Set([name, own, group].compactMap(\.self)),
            type: type
        )
        self.places = places
    }

    /// `["source.amazon-ebs.web"]`, and the same without quotes.
    private static func references(_ expression: HCLExpression) -> [String] {
        guard case .tuple(let items) = expression.kind else { return [] }
        return items.compactMap { item in
            if let text = item.string { return text }
            return reference(item)
        }
    }

    private static func reference(_ expression: HCLExpression) -> String? {
        guard case .traversal(let root, let steps) = expression.kind, case .variable(let name) = root.kind else {
            return nil
        }
        var names = [name]
        for step in steps {
            guard case .attribute(let attribute) = step else { return nil }
            names.append(attribute)
        }
        return names.joined(separator: ".")
    }

    /// The settings that say which image is made, as an object of HCL.
    ///
    /// - Throws: `IdempotenceUnknown` (64) for tags that are computed as blocks.
    func question() throws(RunnerError) -> String {
        let pairs = places.last { !$0.body.blocks("tag").isEmpty }
        if places.contains(where: { $0.body.blocks("dynamic").contains { $0.labels == ["tag"] } }) {
            throw HCLTemplate.unknown("\(build.name) has a dynamic block of tags")
        }
        let tags = (pairs?.body.blocks("tag") ?? []).map { block in
            "{\n    key = \(text("key", pairs?.file, block.body))\n    value = \(text("value", pairs?.file, block.body))\n},\n"
        }
        return """
                {
                  name = \(text("ami_name"))
                  tags = \(text("tags"))
                  region = \(text("region"))
                  regions = \(text("ami_regions"))
                  pairs = [
            \(tags.joined())      ]
                },

            """
    }

    private func text(_ name: String) -> String {
        let place = places.last { $0.body.attribute(name) != nil }
        return text(name, place?.file, place?.body)
    }

    /// A setting as it is written; a heredoc ends with its line.
    private func text(_ name: String, _ file: HCLFile?, _ body: HCLBody?) -> String {
        guard let file, let attribute = body?.attribute(name) else { return "null" }
        return file.text(attribute.expression.range)
    }
}
