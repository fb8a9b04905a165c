import AsyncHTTPClient
import NIOCore

/// Reads the body of an answer piece by piece; what nobody asks for stays in the kernel, and slows the sender down.
actor HTTPBodyReader {
    private var iterator: HTTPClientResponse.Body.AsyncIterator

    init(_ body: HTTPClientResponse.Body) {
        iterator = body.makeAsyncIterator()
    }

    /// The next piece, never an empty one; `nil` at the end.
    ///
    /// - Throws: `HTTPFailure` of kind `.timeout` when nothing came within `limit`; what the client throws for a body
    ///   that is cut.
    nonisolated func next(within limit: Duration) async throws -> [UInt8]? {
        try await withThrowingTaskGroup(of: Piece.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await self.piece() }
            group.addTask {
                try await Task.sleep(for: limit)
                return .late
            }
            switch try await group.next() {
            case .bytes(let bytes): return bytes
            case .end, .none: return nil
            case .late: throw HTTPFailure(.timeout, "nothing came for \(limit.components.seconds) s")
            }
        }
    }

    private enum Piece: Sendable {
        case bytes([UInt8])
        case end
        case late
    }

    private func piece() async throws -> Piece {
        // The iterator is a reference: the copy goes on where the original stands.
        var iterator = iterator
        while let buffer = try await iterator.next(isolation: self) {
            if buffer.readableBytes > 0 { return .bytes(Array(buffer.readableBytesView)) }
        }
        return .end
    }
}
