/// A place in a file, as an editor counts it.
public struct HCLPosition: Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int

    /// The column, from 1, in bytes.
    public let column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The place of a byte.
    init(of offset: Int, in bytes: [UInt8]) {
        var lines = LineCounter()
        self = lines.position(of: offset, in: bytes)
    }

    /// `line:column`.
    public var description: String { "\(line):\(column)" }
}
