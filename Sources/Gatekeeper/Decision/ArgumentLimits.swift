/// How much a caller may pass.
///
/// Far above every real call, far below what a kernel or a log could choke on.
public struct ArgumentLimits: Hashable, Sendable {
    /// The longest argument, in bytes.
    public var argumentBytes: Int
    /// The most bytes of all arguments together.
    public var totalBytes: Int
    /// The most arguments.
    public var count: Int

    /// Creates limits; the defaults are 16 KiB, 64 KiB and 512.
    public init(argumentBytes: Int = 16_384, totalBytes: Int = 65_536, count: Int = 512) {
        self.argumentBytes = argumentBytes
        self.totalBytes = totalBytes
        self.count = count
    }
}
