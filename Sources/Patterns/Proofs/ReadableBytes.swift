/// Bytes in the order in which a person likes to read them in an example.
enum ReadableBytes {
    /// Printable ASCII: letters, digits, what names and paths are made of, then the rest.
    static let printable: [UInt8] = {
        let preferred = Array("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/._:@=+,".utf8)
        let space = UInt8(ascii: " ")
        return preferred + (UInt8(ascii: "!")...UInt8(ascii: "~")).filter { !preferred.contains($0) } + [space]
    }()

    /// Every byte: printable ASCII, then what encodes other scalars, then control characters.
    static let all: [UInt8] = printable + Array(0x80...0xFF) + Array(0x00...0x1F) + [0x7F]
}
