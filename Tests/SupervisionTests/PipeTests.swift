import Supervision
import SystemPackage
import Testing

@Suite struct PipeTests {
    @Test func `what goes in comes out, and the ends are not inherited`() async throws {
        let pipe = try Pipe()
        #expect(try pipe.writing.writeAll("hello".utf8) == 5)
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = try bytes.withUnsafeMutableBytes { try pipe.reading.read(into: $0) }
        #expect(String(decoding: bytes[..<count], as: UTF8.self) == "hello")
        for end in [pipe.reading, pipe.writing] {
            let flags = try #require(ProcFile.read("/proc/self/fdinfo/\(end.rawValue)")).split(separator: "\n")
                .first { $0.hasPrefix("flags:") }
            // O_CLOEXEC is 02000000, in octal.
            let number = try #require(flags?.split(separator: "\t").last.flatMap { Int($0, radix: 8) })
            #expect(number & 0o2000000 != 0)
            try end.close()
        }
    }
}
