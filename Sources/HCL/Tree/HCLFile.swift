/// A file of Terraform or Terragrunt, read.
///
/// It keeps every byte: the tree says where things stand, the bytes say what stands there.
public struct HCLFile: Sendable {
    /// What messages call the file.
    public let name: String

    /// The whole content.
    public let bytes: [UInt8]

    /// What stands on the file's top level.
    public let body: HCLBody

    /// Where the comments are, in their order.
    public let comments: [Range<Int>]

    /// Reads a file.
    ///
    /// What is accepted is what Terraform accepts: `terraform fmt` is the peer that the tests compare with.
    ///
    /// - Throws: the first thing that is wrong, with its place.
    public init(parsing bytes: [UInt8], name: String) throws(HCLError) {
        var parser = Parser(bytes: bytes, name: name)
        body = try parser.file()
        comments = parser.comments
        self.name = name
        self.bytes = bytes
    }

    /// The place of a byte, found by counting from the beginning.
    public func position(of offset: Int) -> HCLPosition {
        HCLPosition(of: offset, in: bytes)
    }

    /// The bytes in a range, as text.
    public func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
