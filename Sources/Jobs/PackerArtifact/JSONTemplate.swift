import RunProtocol
import Supervision
import SystemPackage

/// A template of JSON.
struct JSONTemplate: TemplateReader {
    private let path: FilePath
    private let text: String
    private let document: Document

    /// Reads a file.
    ///
    /// - Throws: `TemplateInvalid` (64).
    init(_ path: FilePath) throws(RunnerError) {
        self.path = path
        do {
            guard let bytes = try Folder.read(path) else { throw Errno.fileTooLarge }
            document = try JSON.decode(Document.self, from: bytes)
            text = String(decoding: bytes, as: UTF8.self)
        } catch {
            throw RunnerError(.usage, "TemplateInvalid", "the template is not the JSON of one", hint: Self.validation)
                .caused(by: "\(error)")
        }
    }

    var builds: [TemplateBuild] {
        document.builders.map { builder in
            TemplateBuild(name: builder.name ?? builder.type, otherNames: [], type: builder.type)
        }
    }

    /// The old language has no word for plug-ins.
    var wantsPlugins: Bool { false }

    func settings(
        of builds: [TemplateBuild],
        at time: TemplateTime,
        in folder: FilePath,
        with packer: PackerTool
    ) async throws(RunnerError) -> [BuilderSettings] {
        let actions = TemplateActions(time: time)
        try Self.copy(path, [path: actions.withoutTime(text)], to: folder)
        let copy = folder.appending(path.lastComponent ?? "template.json")
        var settings: [BuilderSettings] = []
        for (index, build) in self.builds.enumerated() where builds.contains(build) {
            let builder = document.builders[index]
            let evaluation = JSONEvaluation(actions: actions, build: build, packer: packer, copy: copy)
            settings.append(try await evaluation.settings(builder))
        }
        return settings
    }

    struct Document: Decodable {
        let builders: [Builder]
    }

    /// A builder's settings as they are written.
    struct Builder: Decodable {
        let type: String
        let name: String?
        let amiName: ScalarText?
        let tags: [String: ScalarText]?
        let tag: [Pair]?
        let region: ScalarText?
        let amiRegions: LooseList?

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            type = try values.decode(String.self, forKey: .type)
            name = try values.decodeIfPresent(String.self, forKey: .name)
            // Builders of other clouds write other things under the same names.
            guard TemplateBuild.makesImage(type) else {
                (amiName, tags, tag, region, amiRegions) = (nil, nil, nil, nil, nil)
                return
            }
            amiName = try values.decodeIfPresent(ScalarText.self, forKey: .amiName)
            tags = try values.decodeIfPresent([String: ScalarText].self, forKey: .tags)
            tag = try values.decodeIfPresent([Pair].self, forKey: .tag)
            region = try values.decodeIfPresent(ScalarText.self, forKey: .region)
            amiRegions = try values.decodeIfPresent(LooseList.self, forKey: .amiRegions)
        }

        private enum CodingKeys: String, CodingKey {
            case type
            case name
            case amiName = "ami_name"
            case tags
            case tag
            case region
            case amiRegions = "ami_regions"
        }
    }

    struct Pair: Decodable {
        let key: ScalarText
        let value: ScalarText
    }
}

/// Has packer evaluate the settings of one builder.
struct JSONEvaluation {
    let actions: TemplateActions
    let build: TemplateBuild
    let packer: PackerTool
    let copy: FilePath

    func settings(_ builder: JSONTemplate.Builder) async throws(RunnerError) -> BuilderSettings {
        let tags =
            (builder.tags ?? [:]).map { ($0.key, $0.value.text) }
            + (builder.tag ?? []).map { ($0.key.text, $0.value.text) }
        let keys = tags.map(\.0)
        let regions = [builder.region?.text ?? ""] + (builder.amiRegions?.texts ?? [])
        let texts = [builder.amiName?.text ?? ""] + keys + tags.map(\.1) + regions
        let values = try await values(texts.map { actions.prepared($0, of: build) })
        var settings = BuilderSettings()
        if builder.amiName != nil { settings.name = values[0] }
        for index in keys.indices {
            settings.tags[values[1 + index].text] = values[1 + keys.count + index]
        }
        let places = values[(1 + 2 * keys.count)...].map(\.text)
        settings.setRegions(places[0], copies: Array(places[1...]))
        return settings
    }

    /// Evaluates all texts by one call: the console answers its last line only, so they stand in one.
    private func values(_ texts: [TemplateActions.Prepared]) async throws(RunnerError) -> [BuilderSettings.Value] {
        let values = try await evaluated(texts.map(\.text))
        return zip(texts, values).map { BuilderSettings.Value(text: $1, isCleaned: $0.isCleaned) }
    }

    private func evaluated(_ texts: [String]) async throws(RunnerError) -> [String] {
        guard texts.contains(where: { !TemplateActions.actions(in: $0).isEmpty }) else { return texts }
        let result = try await packer.evaluate(texts.joined(separator: Self.separator), in: copy)
        var output = String(decoding: result.output, as: UTF8.self)
        if output.hasSuffix("\n") { output.removeLast() }
        let values = output.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
        guard result.succeeded, values.count == texts.count else {
            throw JSONTemplate.unknown("packer console: \(PackerTool.words(result))")
        }
        return values
    }

    /// A control character that no name and no tag has.
    private static let separator = "\u{1F}"
}
