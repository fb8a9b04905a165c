/// Where an answer goes.
public protocol FunctionAnswer: Sendable {
    /// Sends the whole answer.
    func send(_ bytes: [UInt8]) async throws
    /// Writes a part of the answer, and returns when the next may follow.
    func write(_ bytes: [UInt8]) async throws
}

extension FunctionAnswer {
    func send(_ json: some Sequence<UInt8>) async throws {
        try await send(Array(json))
    }
}
