import Fixtures
import Foundation
import Testing

@testable import AWS

/// Frames that botocore reads and Python writes, split anywhere.
@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct EventStreamDifferentialTests {
    @Test func `We read what Python writes, however it is split`() async throws {
        var random = SeededGenerator(seed: 7)
        let frames = (0..<400).map { _ in Self.frame(&random) }
        let questions = frames.map { frame in
            Encode(
                headers: frame.headers.map { [.text($0.name), .number(Int($0.type)), .data(Data($0.bytes))] },
                payload: Data(frame.payload)
            )
        }
        struct Answer: Decodable {
            let frame: Data
        }
        let answers = try await AWSOracle.ask(questions, for: Answer.self)
        #expect(answers.map { Array($0.frame) } == frames.map(\.bytes), "the frames of the tests are Python's")

        var decoder = EventStreamDecoder()
        var messages: [EventStreamMessage] = []
        for piece in Self.split(answers.flatMap { Array($0.frame) }, &random) {
            decoder.append(piece)
            while let message = try decoder.next() { messages.append(message) }
        }
        try decoder.finish()
        #expect(messages.map(\.payload) == frames.map(\.payload))
        #expect(messages.map(\.headers) == frames.map(\.texts))
    }

    @Test func `botocore and we read the same from frames that are whole, cut or changed`() async throws {
        var random = SeededGenerator(seed: 8)
        let streams: [[[UInt8]]] = (0..<600).map { number in
            var bytes = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in Self.frame(&random).bytes }
            let place = Int.random(in: bytes.indices, using: &random)
            if number % 3 == 1 { bytes[place] ^= UInt8.random(in: 1...255, using: &random) }
            if number % 3 == 2 { bytes.removeLast(place + 1) }
            return Self.split(bytes, &random)
        }
        let questions = streams.map { pieces in Decode(pieces: pieces.map { Data($0) }) }
        let answers = try await AWSOracle.ask(questions, for: Decoded.self)
        for (number, (pieces, theirs)) in zip(streams, answers).enumerated() {
            let ours = try? EventStreamDecoderTests.decode(Array(pieces.joined()))
            // botocore leaves it to its caller to see that bytes are left over.
            let isWhole = theirs.error == nil && theirs.rest == 0
            try #require((ours != nil) == isWhole, "stream \(number)")
            if number % 3 == 1 { try #require(ours == nil, "stream \(number) was changed") }
            guard let ours else { continue }
            let messages = theirs.messages ?? []
            try #require(ours.map { Data($0.payload) } == messages.map(\.payload), "stream \(number)")
            try #require(ours.map(\.headers) == messages.map(\.headers), "stream \(number)")
        }
    }

    private enum Member: Encodable {
        case text(String)
        case number(Int)
        case data(Data)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .data(let data): try container.encode(data)
            }
        }
    }

    private struct Encode: Encodable {
        let ask = "encode"
        let headers: [[Member]]
        let payload: Data
    }

    private struct Decode: Encodable {
        let ask = "decode"
        let pieces: [Data]
    }

    private struct Decoded: Decodable {
        struct Message: Decodable {
            let headers: [String: String]
            let payload: Data
        }

        let messages: [Message]?
        let rest: Int?
        let error: String?
    }

    /// A frame with up to ten headers, of any type but the binary ones whose values botocore hands out as bytes.
    private static func frame(_ random: inout SeededGenerator) -> EventFrame {
        var frame = EventFrame([:])
        for number in 0..<Int.random(in: 0...10, using: &random) {
            let type = UInt8.random(in: 0...9, using: &random)
            let length = [0, 0, 1, 2, 4, 8, Int.random(in: 0...40, using: &random), 0, 8, 16][Int(type)]
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            if type == 7 {
                bytes = Array(String((0..<9).map { _ in "aé漢🙂-/ ".randomElement(using: &random) ?? "a" }).utf8)
            }
            // A time of botocore's must be one that Python has.
            if type == 8 { bytes[0...2] = [0, 0, 0] }
            frame.headers.append(.init(name: ":h-\(number)", type: type, bytes: bytes))
        }
        frame.payload = (0..<Int.random(in: 0...300, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        return frame
    }

    private static func split(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Int.random(in: 1...min(rest.count, 90), using: &random)
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}

extension EventFrame {
    fileprivate var texts: [String: String] {
        Dictionary(
            uniqueKeysWithValues: headers.filter { $0.type == 7 }.map {
                ($0.name, String(decoding: $0.bytes, as: UTF8.self))
            }
        )
    }
}
