/// An object, or where one will be.
public struct S3Object: Hashable, Sendable {
    /// The bucket's name.
    public var bucket: String
    /// At most 1024 bytes.
    public var key: String

    /// Names an object.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Whether the bucket can be part of a host name: a name with a dot has no certificate.
    var isHostLabel: Bool {
        let bytes = Array(bucket.utf8)
        return (3...63).contains(bytes.count) && bytes.first != 0x2D && bytes.last != 0x2D
            && bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

extension S3Object: CustomStringConvertible {
    /// `s3://BUCKET/KEY`.
    public var description: String { "s3://\(bucket)/\(key)" }
}
