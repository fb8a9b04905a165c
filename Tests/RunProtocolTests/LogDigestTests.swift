import RunProtocol
import Testing

@Suite struct LogDigestTests {
    private func digest(_ pieces: [[UInt8]]) -> String {
        var digest = LogDigest()
        for piece in pieces { piece.withUnsafeBytes { digest.update($0) } }
        return digest.hexadecimal
    }

    @Test func `the digest is SHA-256 in lower-case hex`() {
        // FIPS 180-2, appendix B, and the digest of nothing.
        #expect(digest([Array("abc".utf8)]) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `the digest does not depend on how the bytes arrive`() {
        let bytes = Array("a log of several records".utf8)
        for cut in 0...bytes.count { #expect(digest([Array(bytes[..<cut]), Array(bytes[cut...])]) == digest([bytes])) }
    }

    @Test func `asking for the digest so far changes nothing`() {
        var digest = LogDigest()
        _ = digest.hexadecimal
        Array("abc".utf8).withUnsafeBytes { digest.update($0) }
        #expect(digest.hexadecimal == digest.hexadecimal)
        #expect(digest.hexadecimal.hasPrefix("ba7816bf"))
    }
}
