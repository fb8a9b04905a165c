/// Examines a document as a configuration and finds everything that is wrong with it, before anything can run.
///
/// Errors make it unusable. Warnings say where it probably does not mean what its author thinks: a pattern that is too
/// loose, a rule that has no effect, a list that allows nothing. Notes are worth knowing.
public struct ConfigurationCheck: Sendable {
    /// What was found, in the order of the document.
    public let findings: [ConfigurationFinding]
    /// The configuration; `nil` when there is an error among the findings.
    public let configuration: Configuration?

    /// Examines a document.
    public init(_ document: ConfigurationNode, form: DocumentForm = .file) {
        var findings: [ConfigurationFinding] = []
        let root = document.located()
        guard !root.isNull, root.fields?.isEmpty != true else {
            let hint = "write standard_configuration: or containers:"
            self.init(findings: [.error(.empty, at: root.location, "the configuration is empty", hint: hint)])
            return
        }
        let draft = ConfigurationDraft(root, form: form, findings: &findings)
        findings += Self.findings(in: draft, at: root.location)
        self.init(findings: findings, draft: draft)
    }

    /// Examines a JSON text.
    public init(json: [UInt8], form: DocumentForm = .environment) {
        do {
            self.init(try StrictJSON.parse(json), form: form)
        } catch {
            let location = SourceLocation(position: error.position)
            self.init(findings: [.error(.malformed, at: location, "the text is not JSON: \(error.message)")])
        }
    }

    private init(findings: [ConfigurationFinding], draft: ConfigurationDraft? = nil) {
        self.findings = findings.sorted()
        let hasError = findings.contains { $0.severity == .error }
        configuration = hasError ? nil : draft?.configuration()
    }

    private static func findings(
        in draft: ConfigurationDraft,
        at location: SourceLocation
    ) -> [ConfigurationFinding] {
        var findings: [ConfigurationFinding] = []
        if draft.containers.isEmpty {
            let hint = "write standard_configuration: or containers:"
            findings.append(
                .error(.noContainers, at: location, "no container is configured, so nothing can run", hint: hint)
            )
        }
        findings += definedTwice(draft.containers) + severalDefaults(draft.containers)
        for container in draft.containers where container.isReadable {
            findings += ContainerCheck(container: container, nullRules: draft.nullRules).findings
        }
        return findings + SizeCheck(draft: draft).findings
    }

    private static func definedTwice(_ containers: [ContainerDraft]) -> [ConfigurationFinding] {
        let standard = Dictionary(
            containers.filter { $0.source == .standard }.map { ($0.name.value, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return containers.filter { $0.source == .written }.compactMap { container in
            guard let other = standard[container.name.value] else { return nil }
            let message = "the container \(container.name.value) is also defined by \(other.location.path)"
            let hint = "rename this one, or remove that section"
            return .error(.containerDefinedTwice, at: container.name.location, message, hint: hint)
        }
    }

    private static func severalDefaults(_ containers: [ContainerDraft]) -> [ConfigurationFinding] {
        let defaults = containers.filter { $0.isDefault?.value == true }
        return defaults.dropFirst().compactMap { container in
            guard let mark = container.isDefault, let first = defaults.first else { return nil }
            let message = "\(first.name.value) is the default container already"
            return .error(.severalDefaultContainers, at: mark.location, message, hint: "keep one of the two marks")
        }
    }
}
