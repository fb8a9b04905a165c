/// Bytes that somebody else chose, for a message to people: no control character gets to their terminal.
enum VisibleBytes {
    /// Printable ASCII as it is, any other byte as `\xNN`, at most `limit` bytes of it.
    static func text(_ bytes: some Sequence<UInt8>, limit: Int = 200) -> String {
        var result = ""
        var count = 0
        for byte in bytes {
            count += 1
            guard count <= limit else { return result + "…" }
            if (0x20...0x7E).contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "\\x" + Hex.text([byte])
            }
        }
        return result
    }
}
