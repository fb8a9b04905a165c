import Crypto

/// SHA-256 over the records of a log, as the trailer states it.
public struct LogDigest: Sendable {
    private var state = SHA256()

    /// Starts with no records.
    public init() {}

    /// Adds the encoded records in a buffer, line feeds included.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        state.update(bufferPointer: bytes)
    }

    /// The digest so far, in lower-case hex.
    public var hexadecimal: String {
        state.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
