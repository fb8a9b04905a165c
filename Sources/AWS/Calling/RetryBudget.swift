import Synchronization

/// Tokens that attempts after the first are paid with, as in the SDKs' standard mode: a service that fails all the time
/// is soon asked once a call only.
struct RetryBudget: Hashable, Sendable {
    private(set) var tokens = RetryBudget.capacity

    static let capacity = 500

    /// Takes the price of an attempt, or answers false and takes nothing.
    mutating func pay(_ price: Int) -> Bool {
        guard tokens >= price else { return false }
        tokens -= price
        return true
    }

    /// Gives back what a call that succeeded had paid for its last attempt, or a little when it paid nothing.
    mutating func refund(_ price: Int?) {
        tokens = min(tokens + (price ?? 1), Self.capacity)
    }
}

/// One budget a service.
final class RetryBudgets: Sendable {
    private let budgets = Mutex<[String: RetryBudget]>([:])

    func pay(_ price: Int, _ service: AWSService) -> Bool {
        budgets.withLock { $0[service.signingName, default: RetryBudget()].pay(price) }
    }

    func refund(_ price: Int?, _ service: AWSService) {
        budgets.withLock { $0[service.signingName, default: RetryBudget()].refund(price) }
    }
}
