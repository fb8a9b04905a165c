/// One message of an event stream.
struct EventStreamMessage: Hashable, Sendable {
    /// The headers whose values are strings: all that Lambda sends are.
    var headers: [String: String]
    var payload: [UInt8]
}

extension EventStreamMessage {
    /// Reads the headers of a frame; values of types other than string are checked for their length and left out.
    static func headers(_ bytes: ArraySlice<UInt8>) throws(EventStreamFailure) -> [String: String] {
        var names: Set<String> = []
        var headers: [String: String] = [:]
        var rest = bytes
        while let nameLength = rest.popFirst() {
            let name = try text(try take(Int(nameLength), &rest))
            guard !name.isEmpty, names.insert(name).inserted, let type = rest.popFirst() else {
                throw .headers
            }
            switch type {
            case 0, 1: continue  // True and false.
            case 2: _ = try take(1, &rest)  // A byte.
            case 3: _ = try take(2, &rest)  // Integers of 16, 32 and 64 bits.
            case 4: _ = try take(4, &rest)
            case 5, 8: _ = try take(8, &rest)  // 8 is a time.
            case 6: _ = try takeCounted(&rest)  // Bytes.
            case 7: headers[name] = try text(try takeCounted(&rest))
            case 9: _ = try take(16, &rest)  // A UUID.
            default: throw .headers
            }
        }
        return headers
    }

    private static func takeCounted(_ rest: inout ArraySlice<UInt8>) throws(EventStreamFailure) -> ArraySlice<UInt8> {
        let length = try take(2, &rest)
        return try take(length.reduce(0) { $0 << 8 | Int($1) }, &rest)
    }

    private static func take(
        _ count: Int,
        _ rest: inout ArraySlice<UInt8>
    ) throws(EventStreamFailure) -> ArraySlice<UInt8> {
        guard rest.count >= count else { throw .headers }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws(EventStreamFailure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .headers }
        return text
    }
}
