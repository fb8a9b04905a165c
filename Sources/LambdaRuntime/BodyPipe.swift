import NIOCore
import Synchronization

/// The body of a streamed answer: written by the function, read by the HTTP client, one chunk at a time.
final class BodyPipe: Sendable {
    private typealias State = BodyPipeState<
        ByteBuffer, CheckedContinuation<Void, any Error>, CheckedContinuation<ByteBuffer?, any Error>
    >

    private let state = Mutex(State())

    /// Writes a chunk, and returns when the HTTP client has passed it on and wants more.
    ///
    /// A write that has begun ends with its reader, not with the task that it is called in.
    ///
    /// - Throws: `BodyPipeFailure`.
    func write(_ bytes: [UInt8]) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Self.move(state.withLock { $0.write(ByteBuffer(bytes: bytes), continuation) })
        }
    }

    /// Ends the body; with a failure, the HTTP client breaks its request off.
    func end(_ failure: BodyPipeFailure? = nil) {
        Self.move(state.withLock { $0.end(failure) })
    }

    /// Lets go of a writer whose reader is gone.
    func abandon() {
        Self.move(state.withLock { $0.abandon(.readerGone) })
    }

    /// Reads the next chunk, or `nil` at the end; one reader at a time.
    ///
    /// - Throws: `BodyPipeFailure`.
    func read() async throws -> ByteBuffer? {
        try await withCheckedThrowingContinuation { continuation in
            for move in state.withLock({ $0.read(continuation) }) { Self.move(move) }
        }
    }

    private static func move(_ move: State.Move?) {
        switch move {
        case .none: break
        case .write(let writer, .none): writer.resume()
        case .write(let writer, .some(let failure)): writer.resume(throwing: failure)
        case .give(let reader, let chunk): reader.resume(returning: chunk)
        case .end(let reader, .none): reader.resume(returning: nil)
        case .end(let reader, .some(let failure)): reader.resume(throwing: failure)
        }
    }
}
