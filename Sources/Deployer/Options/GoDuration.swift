/// Reads durations exactly as Go's `time.ParseDuration` does, with its error texts: the documented form of
/// `--max-wait-time`.
///
/// A sequence of decimal numbers, each with an optional fraction and a unit: `90m`, `1h30m`, `-1.5h`, `2h0m0s`. Units
/// are `ns`, `us` (or `µs`), `ms`, `s`, `m`, `h`; only a bare `0` may do without.
enum GoDuration {
    /// Why a text is no duration, in Go's words.
    struct Failure: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    /// The duration in nanoseconds.
    static func nanoseconds(_ text: String) throws(Failure) -> Int64 {
        let original = Array(text.utf8)
        var rest = original[...]
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { throw invalid(original) }
        var total: UInt64 = 0
        while !rest.isEmpty {
            total += try part(&rest, original)
            guard total <= magnitudeLimit else { throw invalid(original) }
        }
        if isNegative { return Int64(truncatingIfNeeded: 0 &- total) }
        guard total < magnitudeLimit else { throw invalid(original) }
        return Int64(total)
    }

    /// 2^63, the magnitude of the most negative duration.
    private static let magnitudeLimit: UInt64 = 1 << 63

    /// Takes one number with its unit off the front.
    private static func part(_ rest: inout ArraySlice<UInt8>, _ original: [UInt8]) throws(Failure) -> UInt64 {
        let before = rest.count
        guard let whole = leadingInteger(&rest) else { throw invalid(original) }
        let hasWhole = rest.count != before
        var fraction = Fraction()
        var hasFraction = false
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let before = rest.count
            fraction = Fraction(takenFrom: &rest)
            hasFraction = rest.count != before
        }
        guard hasWhole || hasFraction else { throw invalid(original) }
        let unit = try unit(&rest, original)
        guard whole <= magnitudeLimit / unit else { throw invalid(original) }
        let value = whole * unit + fraction.of(unit)
        guard value <= magnitudeLimit else { throw invalid(original) }
        return value
    }

    /// Takes digits off the front; `nil` when the number is above 2^63.
    private static func leadingInteger(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        while let digit = digit(rest.first) {
            guard value <= magnitudeLimit / 10 else { return nil }
            value = value * 10 + digit
            guard value <= magnitudeLimit else { return nil }
            rest.removeFirst()
        }
        return value
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>, _ original: [UInt8]) throws(Failure) -> UInt64 {
        let name = rest.prefix { $0 != UInt8(ascii: ".") && digit($0) == nil }
        guard !name.isEmpty else { throw Failure(description: "time: missing unit in duration \(quoted(original))") }
        rest = rest.dropFirst(name.count)
        guard let unit = units[Array(name)] else {
            throw Failure(description: "time: unknown unit \(quoted(name)) in duration \(quoted(original))")
        }
        return unit
    }

    /// Both ways to write the micro sign, U+00B5 and U+03BC, as Go has them.
    private static let units: [[UInt8]: UInt64] = [
        Array("ns".utf8): 1,
        Array("us".utf8): 1000,
        Array("\u{B5}s".utf8): 1000,
        Array("\u{3BC}s".utf8): 1000,
        Array("ms".utf8): 1_000_000,
        Array("s".utf8): 1_000_000_000,
        Array("m".utf8): 60_000_000_000,
        Array("h".utf8): 3_600_000_000_000,
    ]

    static func digit(_ byte: UInt8?) -> UInt64? {
        guard let byte, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
        return UInt64(byte - UInt8(ascii: "0"))
    }

    private static func invalid(_ text: [UInt8]) -> Failure {
        Failure(description: "time: invalid duration \(quoted(text))")
    }
}

extension GoDuration {
    /// What stands behind a decimal point; digits beyond the precision of 63 bits are read and dropped, as in Go.
    private struct Fraction {
        private var value: UInt64 = 0
        private var scale = 1.0

        init() {}

        init(takenFrom rest: inout ArraySlice<UInt8>) {
            var isFull = false
            while let digit = GoDuration.digit(rest.first) {
                rest.removeFirst()
                guard !isFull, value <= (magnitudeLimit - 1) / 10, value * 10 + digit <= magnitudeLimit else {
                    isFull = true
                    continue
                }
                value = value * 10 + digit
                scale *= 10
            }
        }

        func of(_ unit: UInt64) -> UInt64 {
            value > 0 ? UInt64(Double(value) * (Double(unit) / scale)) : 0
        }
    }

    /// The text in double quotes; what is not printable ASCII as `\xNN`, byte by byte.
    private static func quoted(_ text: some Sequence<UInt8>) -> String {
        var quoted = "\""
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += "\\" + String(UnicodeScalar(byte))
            case 0x20...0x7F: quoted += String(UnicodeScalar(byte))
            default: quoted += (byte < 0x10 ? "\\x0" : "\\x") + String(byte, radix: 16)
            }
        }
        return quoted + "\""
    }
}
