import RunProtocol

/// The members of a secret that is a JSON object, as far as they are texts, numbers and truth values.
struct SecretMembers {
    private let members: [String: Member]

    /// Reads an object; `nil` for anything else.
    init?(_ json: [UInt8]) {
        guard let members = try? JSON.decode([String: Member].self, from: json) else { return nil }
        self.members = members
    }

    /// A member as a variable of an environment holds it.
    func text(of key: String) -> String? {
        members[key]?.text
    }

    private struct Member: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self.text = text
            } else if let truth = try? value.decode(Bool.self) {
                text = String(truth)
            } else if let number = try? value.decode(Int64.self) {
                text = String(number)
            } else if let number = try? value.decode(UInt64.self) {
                text = String(number)
            } else if let number = try? value.decode(Double.self) {
                text = String(number)
            } else {
                text = nil
            }
        }
    }
}
