@testable import AWS

/// A frame of an event stream, to be written.
struct EventFrame: Sendable {
    /// A header of any type; `bytes` are its value as on the wire, without the length of types 6 and 7.
    struct Header: Sendable {
        var name: String
        var type: UInt8
        var bytes: [UInt8]
    }

    var headers: [Header] = []
    var payload: [UInt8] = []

    init(_ headers: [String: String], payload: [UInt8] = []) {
        self.headers = headers.sorted { $0.key < $1.key }
            .map { Header(name: $0.key, type: 7, bytes: Array($0.value.utf8)) }
        self.payload = payload
    }

    /// `PayloadChunk`, as Lambda sends it.
    static func chunk(_ text: String) -> EventFrame {
        EventFrame(
            [
                ":event-type": "PayloadChunk", ":message-type": "event", ":content-type": "application/octet-stream",
            ],
            payload: Array(text.utf8)
        )
    }

    /// `InvokeComplete`.
    static func complete(_ json: String = "{}") -> EventFrame {
        EventFrame(
            [":event-type": "InvokeComplete", ":message-type": "event", ":content-type": "application/json"],
            payload: Array(json.utf8)
        )
    }

    /// The frame on the wire.
    var bytes: [UInt8] {
        var block: [UInt8] = []
        for header in headers {
            block += [UInt8(header.name.utf8.count)] + header.name.utf8 + [header.type]
            if header.type == 6 || header.type == 7 { block += Self.number(header.bytes.count).suffix(2) }
            block += header.bytes
        }
        var frame = Self.number(block.count + payload.count + 16) + Self.number(block.count)
        frame += Self.number(Int(CRC32.of(frame))) + block + payload
        return frame + Self.number(Int(CRC32.of(frame)))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
