import HCL
import RunProtocol

/// A source in a build block, with the settings that the block adds to it.
struct HCLBuildSource: Sendable {
    let build: TemplateBuild
    /// The file and the body of each place that sets something; a later one counts more.
    private let places: [Place]

    private typealias Place = (file: HCLFile, body: HCLBody)

    /// All builds of a template.
    static func all(in files: [HCLFile]) -> [HCLBuildSource] {
        var declared: [String: Place] = [:]
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
        _ places: [Place]
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
    func question(_ clock: HCLClock) throws(RunnerError) -> String {
        if places.contains(where: { $0.body.blocks("dynamic").contains { $0.labels == ["tag"] } }) {
            throw HCLTemplate.unknown("\(build.name) has a dynamic block of tags")
        }
        let tags = places.last { !$0.body.blocks("tag").isEmpty }
        // Each value stands on lines of its own: one that is a heredoc ends with its line.
        var text = "{\n"
        for (name, setting) in [
            ("name", "ami_name"), ("tags", "tags"), ("region", "region"), ("regions", "ami_regions"),
        ] {
            text += "\(name) = \(value(of: setting, in: places, clock))\n"
        }
        text += "pairs = [\n"
        for block in tags?.body.blocks("tag") ?? [] {
            let place = [tags.map { (file: $0.file, body: block.body) }].compactMap(\.self)
            text +=
                "{\nkey = \(value(of: "key", in: place, clock))\nvalue = \(value(of: "value", in: place, clock))\n},\n"
        }
        return text + "]\n},\n"
    }

    /// A setting as the last place that has it writes it.
    private func value(of name: String, in places: [Place], _ clock: HCLClock) -> String {
        guard let place = places.last(where: { $0.body.attribute(name) != nil }),
            let attribute = place.body.attribute(name)
        else { return "null" }
        return clock.stopped(attribute.expression, in: place.file)
    }
}
