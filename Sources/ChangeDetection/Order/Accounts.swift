import FoundationEssentials
public import RunProtocol

/// The accounts of a repository, and the order in which changes are rolled out to them.
public struct Accounts: Sendable, Hashable {
    /// The accounts by name, which is the first part of their modules' paths.
    public let orders: [String: Int?]
    /// The file that lists them.
    public let file: String

    /// Reads `accounts.json`: `{"dev": {"id": "…", "deploy_order": 1}, …}`.
    ///
    /// - Throws: `AccountsUnreadable` (64).
    public init(parsing bytes: some Sequence<UInt8>, file: String) throws(RunnerError) {
        self.file = file
        do {
            orders = try JSON.decode([String: Account].self, from: bytes).mapValues(\.order)
        } catch {
            throw RunnerError(
                .usage,
                "AccountsUnreadable",
                "\(file) is not a list of accounts",
                hint: #"write it as {"dev": {"id": "111111111111", "deploy_order": 1}}"#
            ).caused(by: Self.reason(error))
        }
    }

    private init(_ orders: [String: Int?], file: String) {
        self.orders = orders
        self.file = file
    }

    /// These accounts, and those that are gone, with the order that they had.
    func including(_ former: Accounts?) -> Accounts {
        Accounts(orders.merging(former?.orders ?? [:]) { own, _ in own }, file: file)
    }

    private struct Account: Decodable {
        let order: Int?

        private enum CodingKeys: String, CodingKey {
            case order = "deploy_order"
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        switch error {
        case .dataCorrupted(let context): return context.debugDescription
        case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return place.isEmpty ? context.debugDescription : "\(place): \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }

    /// The names.
    public var names: Set<String> { Set(orders.keys) }

    /// When an account's turn comes; those that do not say come last, together.
    func order(of account: String) -> Int {
        orders[account].flatMap(\.self) ?? Int.max
    }
}
