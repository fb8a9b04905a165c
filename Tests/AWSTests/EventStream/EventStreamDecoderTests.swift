import Testing

@testable import AWS

struct EventStreamDecoderTests {
    /// `PayloadChunk` "hello", made by botocore.
    private static let hello = Self.bytes(
        "0000006f0000005af5fe871f0b3a6576656e742d7479706507000c5061796c6f61644368756e6b0d3a636f6e74656e742d747970650700"
            + "186170706c69636174696f6e2f6f637465742d73747265616d0d3a6d6573736167652d747970650700056576656e7468656c6c6f29e7"
            + "1260"
    )

    @Test func `A frame is read`() throws {
        let message = try #require(try Self.decode(Self.hello).first)
        #expect(message.headers[":event-type"] == "PayloadChunk")
        #expect(message.headers[":message-type"] == "event")
        #expect(message.headers[":content-type"] == "application/octet-stream")
        #expect(message.payload == Array("hello".utf8))
    }

    @Test func `The checksum is the one of gzip`() {
        #expect(CRC32.of("123456789".utf8) == 0xCBF4_3926)
        #expect(CRC32.of([]) == 0)
    }

    @Test func `Headers of every type are passed over`() throws {
        var frame = EventFrame(["last": "seen"])
        let lengths: [(UInt8, Int)] = [
            (0, 0), (1, 0), (2, 1), (3, 2), (4, 4), (5, 8), (6, 300), (7, 5), (8, 8), (9, 16),
        ]
        frame.headers =
            lengths.map {
                EventFrame.Header(name: "h\($0.0)", type: $0.0, bytes: Array(repeating: 0x61, count: $0.1))
            } + frame.headers
        let message = try #require(try Self.decode(frame.bytes).first)
        #expect(message.headers == ["last": "seen", "h7": "aaaaa"])
    }

    @Test func `A header that is none is refused, though its checksum is right`() throws {
        let broken: [[EventFrame.Header]] = [
            [.init(name: "a", type: 10, bytes: [])],
            [.init(name: "", type: 0, bytes: [])],
            [.init(name: "a", type: 4, bytes: [1, 2])],
            [.init(name: "a", type: 9, bytes: Array(repeating: 0, count: 15))],
            [.init(name: "a", type: 7, bytes: [0xFF])],
            [.init(name: "a", type: 0, bytes: []), .init(name: "a", type: 1, bytes: [])],
        ]
        for headers in broken {
            var frame = EventFrame([:])
            frame.headers = headers
            #expect(throws: EventStreamFailure.headers) { try Self.decode(frame.bytes) }
        }
        var long = EventFrame([:])
        long.headers = [.init(name: "a", type: 2, bytes: [7, 255])]
        #expect(throws: EventStreamFailure.headers) { try Self.decode(long.bytes) }
    }

    @Test func `Every prefix of a frame is a cut`() throws {
        for length in 1..<Self.hello.count {
            var decoder = EventStreamDecoder()
            decoder.append(Self.hello.prefix(length))
            #expect(try decoder.next() == nil)
            #expect(throws: EventStreamFailure.cut) { try decoder.finish() }
        }
        try EventStreamDecoder().finish()
    }

    @Test func `Any byte that changes is noticed`() {
        for index in Self.hello.indices {
            for change in [1, 0x80, 0xFF] as [UInt8] {
                var bytes = Self.hello
                bytes[index] ^= change
                #expect(throws: EventStreamFailure.self, "byte \(index)") { try Self.decode(bytes) }
            }
        }
    }

    @Test(arguments: [
        (15, 0), (0, 0), (16, 1), (100, 85), (200_000, 150_000), (26 << 20, 0), (0xFFFF_FFFF, 0),
        (0xFFFF_FFFF, 0xFFFF_FFFF),
    ])
    func `Lengths that cannot be are refused before their bytes are waited for`(total: Int, headers: Int) {
        var prelude = [total, headers].flatMap { value in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let checksum = CRC32.of(prelude)
        prelude += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
        #expect(throws: EventStreamFailure.lengths) {
            var decoder = EventStreamDecoder()
            decoder.append(prelude)
            _ = try decoder.next()
        }
    }

    @Test(.timeLimit(.minutes(30))) func `A frame that comes byte by byte costs no more than its bytes`() throws {
        // With a copy of what is there for every piece, so many pieces of one byte would take hours.
        let frame = EventFrame([:], payload: Array(repeating: 1, count: 1 << 18)).bytes
        var decoder = EventStreamDecoder()
        var count = 0
        for byte in frame + frame {
            decoder.append(CollectionOfOne(byte))
            if try decoder.next() != nil { count += 1 }
        }
        #expect(count == 2)
    }

    /// Reads a whole stream.
    static func decode(_ bytes: [UInt8]) throws -> [EventStreamMessage] {
        var decoder = EventStreamDecoder()
        decoder.append(bytes)
        var messages: [EventStreamMessage] = []
        while let message = try decoder.next() { messages.append(message) }
        try decoder.finish()
        return messages
    }

    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
    }
}
