/// Percent-encoding as SigV4 asks for it: everything but RFC 3986's unreserved characters, with capital digits.
public enum PercentEncoding {
    /// One segment of a path, or a name or a value of a query; a slash is encoded, too.
    public static func component(_ text: String) -> String {
        encoded(text.utf8) { isUnreserved($0) }
    }

    /// A path, its slashes as they are.
    static func path(_ text: String) -> String {
        encoded(text.utf8) { isUnreserved($0) || $0 == UInt8(ascii: "/") }
    }

    /// Names and values in the form of a query, in the order given.
    public static func query(_ items: [(String, String)]) -> String {
        items.map { "\(component($0.0))=\(component($0.1))" }.joined(separator: "&")
    }

    /// A component that may hold escapes already: those stay as they are, and the rest is encoded.
    static func completed(_ text: some StringProtocol) -> String {
        encoded(text.utf8) { isUnreserved($0) || $0 == UInt8(ascii: "%") }
    }

    /// The text that was encoded, or `nil` where an escape is none or the bytes are no UTF-8.
    static func decoded(_ text: String) -> String? {
        var result: [UInt8] = []
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            guard bytes.count >= 2, bytes.first != UInt8(ascii: "+"),
                let value = UInt8(String(decoding: bytes.prefix(2), as: UTF8.self), radix: 16)
            else {
                return nil
            }
            result.append(value)
            bytes = bytes.dropFirst(2)
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func encoded(_ bytes: some Collection<UInt8>, _ isKept: (UInt8) -> Bool) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if isKept(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), Hex.capitals[Int(byte >> 4)], Hex.capitals[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
