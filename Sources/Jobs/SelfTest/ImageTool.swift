/// A program that an image is expected to hold.
struct ImageTool: Hashable, Sendable {
    /// Its name on the `PATH`, or its path.
    let name: String

    /// The arguments with which it tells its version.
    var versionArguments: [String] {
        switch name.split(separator: "/").last {
        case "terraform", "tofu", "packer", "executor": ["version"]
        case "ssh": ["-V"]
        default: ["--version"]
        }
    }

    /// What the image of the deploy runner holds.
    static let standard = ["terraform", "tofu", "terragrunt", "packer", "git"].map(ImageTool.init)

    /// Names as an image's variable lists them.
    static func list(_ text: String) -> [ImageTool] {
        text.split(separator: " ").map { ImageTool(name: String($0)) }
    }

    /// The line of a tool's output that holds its version: the first with a digit in it.
    static func version(in output: String) -> String? {
        output.split(whereSeparator: \.isNewline).map { String($0).trimmed }.first { line in
            line.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        return String(decoding: utf8.drop(while: isSpace).reversed().drop(while: isSpace).reversed(), as: UTF8.self)
    }
}
