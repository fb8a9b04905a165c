/// Bytes as hexadecimal digits.
enum Hex {
    static let small = Array("0123456789abcdef".utf8)
    static let capitals = Array("0123456789ABCDEF".utf8)

    /// Two small digits a byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.flatMap { [small[Int($0 >> 4)], small[Int($0 & 15)]] }, as: UTF8.self)
    }
}
