/// The settings of a builder that say which image it makes.
struct BuilderSettings: Hashable, Sendable {
    /// Whether a value goes through the function that makes names of it.
    struct Value: Hashable, Sendable {
        var text: String
        var isCleaned = false
    }

    var name: Value?
    var tags: [String: Value] = [:]
    /// Where it is made; `nil`: where the environment says.
    var region: String?
    /// Where it is copied to.
    var copies: [String] = []

    /// Takes the regions as they are written: one that is empty is none, and a text may hold several copies.
    mutating func setRegions(_ region: String, copies: [String]) {
        self.region = region.isEmpty ? nil : region
        self.copies = copies.flatMap { $0.split(separator: ",").map(String.init) }
    }
}

extension PlannedImage {
    /// What two readings of the same settings have in common.
    init?(_ first: BuilderSettings, _ second: BuilderSettings) {
        guard let one = first.name, let other = second.name else { return nil }
        name = Self.common(one, other)
        var tags: [String: WildcardText] = [:]
        for (key, value) in first.tags {
            guard let other = second.tags[key] else { continue }
            tags[key] = Self.common(value, other)
        }
        self.tags = tags
        regions = [first.region] + first.copies.filter { $0 != first.region }
    }

    private static func common(_ first: BuilderSettings.Value, _ second: BuilderSettings.Value) -> WildcardText {
        let text = WildcardText(first.text, second.text)
        return first.isCleaned ? text.cleaned : text
    }
}
