/// A tag as ECS has it.
struct ECSTag: Codable {
    let key: String
    let value: String?

    /// In the order of their keys.
    static func list(_ tags: [String: String]) -> [ECSTag] {
        tags.sorted { $0.key < $1.key }.map { ECSTag(key: $0.key, value: $0.value) }
    }

    static func dictionary(_ tags: [ECSTag]?) -> [String: String] {
        Dictionary((tags ?? []).map { ($0.key, $0.value ?? "") }) { $1 }
    }
}
