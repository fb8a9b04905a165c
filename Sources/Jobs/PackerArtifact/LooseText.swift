/// A text as packer takes it: written as a text, a number or a truth value.
struct LooseText: Decodable, Hashable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let text = try? value.decode(String.self) {
            self.text = text
        } else if let truth = try? value.decode(Bool.self) {
            text = String(truth)
        } else if let number = try? value.decode(Int64.self) {
            text = String(number)
        } else {
            text = "\(try value.decode(Double.self))"
        }
    }
}

/// A list as packer takes it: written as one, or as a text with commas.
struct LooseList: Decodable, Hashable, Sendable {
    let texts: [String]

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let list = try? value.decode([LooseText].self) {
            texts = list.map(\.text)
        } else {
            texts = [try value.decode(String.self)]
        }
    }
}
