import CZlib
import FoundationEssentials
public import RunProtocol

/// The form in which a configuration reaches the function: JSON, gzipped, in base 64, in `BASE64GZ_CONFIG_DATA_JSON`.
public enum ConfigurationEnvelope {
    /// The documented environment variable.
    public static let variable = "BASE64GZ_CONFIG_DATA_JSON"

    /// The most bytes that a configuration may unpack to: 16 MiB.
    public static let limit = 16 << 20

    /// The JSON inside.
    ///
    /// - Throws: `ConfigurationUnreadable` (64): not base 64, not gzip, cut off, or larger than the limit.
    public static func open(_ text: String) throws(RunnerError) -> [UInt8] {
        guard let packed = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !packed.isEmpty else {
            throw unreadable("is not base 64")
        }
        return try inflate(Array(packed))
    }

    private static func inflate(_ packed: [UInt8]) throws(RunnerError) -> [UInt8] {
        var input = packed
        var output = [UInt8](repeating: 0, count: 64 * 1024)
        var unpacked: [UInt8] = []
        var stream = z_stream()
        // 15 bits of window, and 16 for "gzip only".
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw unreadable("cannot be unpacked: zlib does not start")
        }
        defer { inflateEnd(&stream) }
        let code = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var code = Z_OK
            while code == Z_OK, unpacked.count <= limit {
                code = output.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                unpacked += output[..<(output.count - Int(stream.avail_out))]
            }
            return code
        }
        guard unpacked.count <= limit else { throw unreadable("unpacks to more than \(limit >> 20) MiB") }
        guard code == Z_STREAM_END else { throw unreadable("is base 64, but holds no whole gzip file") }
        return unpacked
    }

    private static func unreadable(_ what: String) -> RunnerError {
        RunnerError(
            .usage,
            "ConfigurationUnreadable",
            "the value of \(variable) \(what)",
            hint: "make it with: gzip -c configuration.json | base64 -w0"
        )
    }
}
