/// An object that is written part by part.
public struct S3Upload: Hashable, Sendable {
    /// What it becomes.
    public let object: S3Object
    /// What S3 calls the upload.
    public let id: String

    /// A part that S3 has.
    public struct Part: Hashable, Sendable {
        /// 1 to 10,000.
        public let number: Int
        /// What S3 knows it by.
        public let entityTag: String
    }
}
