/// The forms in which programs print a secret: as it is, in JSON, in a URL, in base 64, quoted for a shell.
///
/// A form is a piece of text that stands for the secret wherever it is met, without the quotes around it. Line ends, and
/// the white space behind them, are left out of it: `Redactor` passes over them.
enum SecretForms {
    /// Fewer bytes than this are no secret that can be told from other text.
    static let shortest = 6
    /// A line of a secret with fewer bytes than this is not looked for by itself.
    static let shortestLine = 8
    /// A secret with more bytes than this is looked for as it is, in JSON and in base 64 alone.
    static let longest = 16 * 1024
    /// The forms of all secrets of a job together: no more bytes than this are looked for.
    ///
    /// A byte takes 21 bytes of memory at most, and for the while in which a secret is learnt as much again.
    static let mostBytes = 4 << 20

    /// All forms of a secret, and of each of its long lines by itself; none where it is too short.
    static func of(_ secret: [UInt8]) -> [[UInt8]] {
        let whole = trimmed(secret)
        guard whole.count >= shortest else { return [] }
        var forms = Set(forms(of: whole))
        if whole != secret[...] { forms.formUnion(Base64Forms.of(secret[...])) }
        let lines = whole.split { isLineEnd($0) }.map(trimmed)
        for line in lines where lines.count > 1 && line.count >= shortestLine && !isFrame(line) {
            forms.formUnion(self.forms(of: line))
        }
        return forms.map(withoutLineEnds).filter { $0.count >= shortest }
    }

    private static func forms(of secret: ArraySlice<UInt8>) -> [[UInt8]] {
        let short = [Array(secret)] + JSONForms.of(secret) + Base64Forms.of(secret)
        guard secret.count <= longest else { return short }
        return short + URLForms.of(secret) + ShellForms.of(secret)
    }

    /// `-----BEGIN …-----` is not secret, and stands in certificates, too.
    private static func isFrame(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: "-----".utf8)
    }

    private static func trimmed(_ bytes: some Collection<UInt8>) -> ArraySlice<UInt8> {
        let bytes = Array(bytes)
        guard let first = bytes.firstIndex(where: { !isWhiteSpace($0) }),
            let last = bytes.lastIndex(where: { !isWhiteSpace($0) })
        else { return [] }
        return bytes[first...last]
    }

    private static func withoutLineEnds(_ form: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(form.count)
        var isBehindLineEnd = false
        for byte in form {
            if isLineEnd(byte) {
                isBehindLineEnd = true
            } else if !isBehindLineEnd || !isWhiteSpace(byte) {
                isBehindLineEnd = false
                result.append(byte)
            }
        }
        return result
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }
}
