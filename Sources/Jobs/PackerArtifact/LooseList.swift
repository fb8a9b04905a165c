import RunProtocol

/// A list as packer takes it: written as one, or as a text with commas.
struct LooseList: Decodable, Hashable, Sendable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let list = try? value.decode([ScalarText].self) {
            texts = list.map(\.text)
        } else {
            texts = [try value.decode(String.self)]
        }
    }
}
