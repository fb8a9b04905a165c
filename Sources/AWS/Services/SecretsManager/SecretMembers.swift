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
            text = try? ScalarText(from: decoder).text
        }
    }
}
