import Git
import HCL

/// What an expression is worth to somebody who looks for paths.
enum PathValue {
    /// Text, or the beginning of it.
    case text(KnownText)
    /// Another Terragrunt configuration, as `read_terragrunt_config` returns it.
    case configuration(TerragruntFrame)
    /// An object that is written out, in the place where it stands.
    case object([HCLObjectItem], any PathScope)
    /// Anything else.
    case unknown

    /// The text, when it is known from its beginning to its end.
    var whole: String? {
        guard case .text(let text) = self, text.isWhole else { return nil }
        return text.text
    }

    static func whole(_ text: String) -> PathValue { .text(KnownText(text: text, isWhole: true)) }
}

/// A text as far as it can be known without running anything.
///
/// An absolute path inside the repository begins with `repository` or, where the root module is not known yet, with
/// `rootModule`: characters that no path in a file begins with.
struct KnownText: Hashable {
    var text: String
    /// Whether nothing is missing behind it.
    var isWhole: Bool

    /// Stands for the root of the repository.
    static let repository = "\u{1}"
    /// Stands for the folder in which Terraform is run.
    static let rootModule = "\u{2}"

    /// The folder or file as such an absolute path.
    static func absolute(_ path: GitPath) -> String { path.isRoot ? repository : "\(repository)/\(path.text)" }

    /// Where it leads, read from a folder; `nil` when that is not in the repository.
    func place(from folder: GitPath, root: GitPath) -> GitPath? {
        let bytes = text.utf8
        if bytes.starts(with: Self.repository.utf8) { return GitPath.root.appending(bytes.dropFirst()) }
        if bytes.starts(with: Self.rootModule.utf8) { return root.appending(bytes.dropFirst()) }
        guard let first = bytes.first else { return isWhole ? nil : folder }
        guard first != UInt8(ascii: "/"), first != UInt8(ascii: "~") else { return nil }
        return folder.appending(bytes)
    }
}
