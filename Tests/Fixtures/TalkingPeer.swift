public import Foundation
public import Supervision
import Synchronization
import SystemPackage

/// A child that says one thing a line, in JSON: first that it is ready, then what a test asks it; it ends with its input.
///
/// The end of the input is the peer's end also when nobody holds this value any more, so that none outlives its test.
public final class TalkingPeer: Sendable {
    private let process: TestProcess
    private let lines: AsyncStream<String>
    private let hasClosed = Mutex(false)

    /// Starts a peer.
    ///
    /// - Parameters:
    ///   - command: the peer.
    ///   - limit: the longest line that it may say, in bytes.
    /// - Throws: what `TestProcess` throws.
    public init(_ command: Command, limit: Int = 1 << 20) async throws {
        process = try await TestProcess(command)
        lines = InputLines.of(process.output, limit: limit)
    }

    deinit { close() }

    /// Tells the peer something, as one line.
    public func tell(_ line: Data) throws {
        _ = try process.input.writeAll(line + Data("\n".utf8))
    }

    /// What the peer says first: that it is ready, and where it is found.
    ///
    /// - Throws: `PeerNotReady` when it ends without a word.
    public func ready<Value: Decodable>(_ type: Value.Type) async throws -> Value {
        guard let value = try await next(type) else { throw PeerNotReady() }
        return value
    }

    /// What the peer says next; `nil` at its end.
    public func next<Value: Decodable>(_ type: Value.Type) async throws -> Value? {
        for await line in lines { return try Self.read(type, line) }
        return nil
    }

    /// Ends the peer, and answers what it has said since it was last listened to.
    public func end<Value: Decodable>(_ type: Value.Type) async throws -> [Value] {
        close()
        var values: [Value] = []
        for await line in lines { values.append(try Self.read(type, line)) }
        _ = try await process.ending()
        return values
    }

    private func close() {
        // Once: the number of a descriptor that was closed may be another test's by now.
        let isFirst = hasClosed.withLock { hasClosed in
            defer { hasClosed = true }
            return !hasClosed
        }
        guard isFirst else { return }
        try? process.input.close()
    }

    private static func read<Value: Decodable>(_ type: Value.Type, _ line: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(line.utf8))
    }
}

/// A peer that ended before it was ready; what it complains of stands on its standard error.
struct PeerNotReady: Error {}

/// The ready line of a peer that is a server.
public struct ServingPeer: Decodable, Sendable {
    /// Its port on loopback.
    public let port: Int
}
