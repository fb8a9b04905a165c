import Git
import RunProtocol
import SystemPackage

/// Where a template lies: on this machine, or in one commit of a repository.
enum TemplateLocation: Sendable {
    /// A file or a folder here.
    case local(FilePath)
    /// `git::REPOSITORY//PATH?ref=REF`; without a ref, the default branch.
    case git(RepositoryLocation, path: [String], reference: WrittenReference?)

    /// Reads the value of `--packer-template-path`.
    ///
    /// - Throws: `InvalidTemplatePath` (64), and what an address or a ref is refused with.
    init(_ text: String, locals: LocalRepositories) throws(RunnerError) {
        guard !text.isEmpty else { throw Self.invalid(text, "it is empty") }
        guard text.utf8.starts(with: "git::".utf8) else {
            guard text.firstRange(of: "::") == nil, text.firstRange(of: "://") == nil else {
                throw Self.invalid(text, "templates are fetched by git only")
            }
            self = .local(FilePath(text))
            return
        }
        let (address, query) = Self.halves(String(text.dropFirst("git::".count)), at: "?")
        let scheme = address.firstRange(of: "://")?.upperBound ?? address.startIndex
        guard let end = address[scheme...].firstRange(of: "//") else {
            throw Self.invalid(text, "no // stands between the repository and the path in it")
        }
        let repository = try RepositoryLocation(String(address[..<end.lowerBound]), locals: locals)
        let path = try Self.names(String(address[end.upperBound...]), in: text)
        self = .git(
            repository,
            path: path,
            reference: try query.map { query throws(RunnerError) in
                guard query.utf8.starts(with: "ref=".utf8), !query.utf8.contains(UInt8(ascii: "&")) else {
                    throw Self.invalid(text, "behind the ? only ref=REF is known")
                }
                return try WrittenReference(String(query.dropFirst("ref=".count)))
            }
        )
    }

    private static func halves(_ text: String, at mark: Character) -> (String, String?) {
        guard let place = text.lastIndex(of: mark) else { return (text, nil) }
        return (String(text[..<place]), String(text[text.index(after: place)...]))
    }

    private static func names(_ path: String, in text: String) throws(RunnerError) -> [String] {
        guard path.utf8.first != UInt8(ascii: "/") else {
            throw invalid(text, "the path in the repository is absolute")
        }
        let names = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        if names.contains("..") { throw invalid(text, "the path in the repository holds ..") }
        // A work tree's .git is no part of the commit; on some file systems neither is .GIT.
        if names.contains(where: { $0.lowercased() == ".git" }) { throw invalid(text, "the path leads into .git") }
        return names.filter { $0 != "." }
    }

    private static func invalid(_ text: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidTemplatePath",
            "--packer-template-path \(Shown.text(text)) does not say where a template lies",
            hint: "write a path, or git::https://HOST/ORGANISATION/REPOSITORY.git//PATH?ref=REF"
        ).caused(by: cause)
    }
}
