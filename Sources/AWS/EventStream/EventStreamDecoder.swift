/// Cuts the bytes of `application/vnd.amazon.eventstream` into messages, wherever the network split them.
///
///     u32 total | u32 headers | u32 CRC of those eight | headers | payload | u32 CRC of all before it
///
/// Big-endian; every byte is copied once and moved at most once more on average.
struct EventStreamDecoder: Sendable {
    private var buffer: [UInt8] = []
    /// What of the buffer has been read.
    private var start = 0

    /// The most bytes that a frame can have: 128 KiB of headers and 24 MiB of payload, as botocore has it.
    private static let largestHeaders = 128 << 10
    private static let largestPayload = 24 << 20
    private static let preludeLength = 12
    private static let overhead = 16

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > buffer.count / 2 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next message, or `nil` until more bytes are there.
    mutating func next() throws(EventStreamFailure) -> EventStreamMessage? {
        let rest = buffer[start...]
        guard rest.count >= Self.preludeLength else { return nil }
        let total = Int(Self.number(rest, at: 0))
        let headersLength = Int(Self.number(rest, at: 4))
        guard CRC32.of(rest.prefix(8)) == Self.number(rest, at: 8) else { throw .checksum }
        guard headersLength <= Self.largestHeaders, total >= headersLength + Self.overhead,
            total - headersLength - Self.overhead <= Self.largestPayload
        else { throw .lengths }
        guard rest.count >= total else { return nil }

        let frame = rest.prefix(total)
        guard CRC32.of(frame.dropLast(4)) == Self.number(frame, at: total - 4) else { throw .checksum }
        let content = frame.dropFirst(Self.preludeLength).dropLast(4)
        let headers = try EventStreamMessage.headers(content.prefix(headersLength))
        start += total
        return EventStreamMessage(headers: headers, payload: Array(content.dropFirst(headersLength)))
    }

    /// Says that no more bytes will come.
    ///
    /// - Throws: `.cut` when a frame has begun and not ended.
    func finish() throws(EventStreamFailure) {
        guard start == buffer.count else { throw .cut }
    }

    private static func number(_ bytes: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
        bytes.dropFirst(offset).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }
}
