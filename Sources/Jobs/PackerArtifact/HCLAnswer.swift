import RunProtocol

/// What packer makes of the settings that were asked for.
struct HCLAnswer: Decodable {
    private let name: ScalarText?
    private let tags: [String: ScalarText]?
    private let region: ScalarText?
    private let regions: LooseList?
    private let pairs: [Pair]

    private struct Pair: Decodable {
        let key: ScalarText
        let value: ScalarText
    }

    /// The settings, with what the builder itself replaces in them.
    ///
    /// - Throws: `IdempotenceUnknown` (64) for an action that means nothing outside a build.
    func settings(_ actions: TemplateActions, _ build: TemplateBuild) throws(RunnerError) -> BuilderSettings {
        var settings = BuilderSettings()
        if let name { settings.name = try value(name.text, actions, build) }
        for (key, tag) in tags ?? [:] { settings.tags[key] = try value(tag.text, actions, build) }
        for pair in pairs { settings.tags[pair.key.text] = try value(pair.value.text, actions, build) }
        settings.setRegions(region?.text ?? "", copies: regions?.texts ?? [])
        return settings
    }

    private func value(
        _ text: String,
        _ actions: TemplateActions,
        _ build: TemplateBuild
    ) throws(RunnerError) -> BuilderSettings.Value {
        let prepared = actions.prepared(text, of: build)
        if let action = TemplateActions.actions(in: prepared.text).first {
            throw HCLTemplate.unknown("{{\(Shown.text(action))}} in \(build.name) means nothing outside a build")
        }
        return BuilderSettings.Value(text: prepared.text, isCleaned: prepared.isCleaned)
    }
}
