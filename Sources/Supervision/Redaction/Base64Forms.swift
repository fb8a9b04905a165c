/// A secret inside of base 64: what of the encoding is the secret's alone, whatever stands before and behind it.
///
/// Three bytes become four characters, so there are three ways in which a secret may lie in its groups. Of the
/// characters at both ends up to four bits belong to the secret; they are redacted where nothing stands behind it.
enum Base64Forms {
    /// The forms, in the standard and in the URL-safe alphabet.
    static func of(_ secret: ArraySlice<UInt8>) -> [[UInt8]] {
        alphabets.flatMap { alphabet in
            (0..<3).flatMap { shift in forms(secret, shift, alphabet) }
        }
    }

    private static func forms(_ secret: ArraySlice<UInt8>, _ shift: Int, _ alphabet: [UInt8]) -> [[UInt8]] {
        let bits = (shift + secret.count) * 8
        // The first character that no byte before the secret has a part in.
        let begin = (shift * 8 + 5) / 6
        let encoded = encode(repeatElement(0, count: shift) + secret, alphabet)[begin...]
        let inner = encoded.prefix(bits / 6 - begin)
        return inner.count == encoded.count ? [Array(encoded)] : [Array(inner), Array(encoded)]
    }

    /// Without the padding.
    private static func encode(_ bytes: some Collection<UInt8>, _ alphabet: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 4 / 3 + 2)
        var buffer: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                result.append(alphabet[Int(buffer >> count & 63)])
            }
            buffer &= 63
        }
        if count > 0 { result.append(alphabet[Int(buffer << (6 - count) & 63)]) }
        return result
    }

    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    private static let alphabets = [letters + Array("+/".utf8), letters + Array("-_".utf8)]
}
