import RunProtocol
import Supervision
import SystemPackage

/// A template on this machine: one file, or the folder of several that belong together.
struct PackerTemplate: Sendable {
    /// What packer is given, free of symbolic links.
    let path: FilePath
    /// The language that it is written in.
    let language: Language
    /// Where packer starts, so that relative paths in the template mean what they mean to its author.
    let start: FilePath

    /// The languages of packer.
    enum Language: Hashable, Sendable {
        /// The old one.
        case json
        /// HCL2, in these files.
        case hcl([FilePath])
    }

    /// Finds out what lies at a path.
    ///
    /// - Parameters:
    ///   - path: a file, or a folder with files of HCL2.
    ///   - start: where packer starts; `nil`: in the template's folder.
    ///   - name: what messages call it.
    /// - Throws: `TemplateMissing`, or `TemplateUnsupported` (64).
    init(at path: FilePath, start: FilePath? = nil, name: String) throws(RunnerError) {
        guard let real = Folder.resolved(path), let type = (try? real.stat())?.type else {
            throw Self.missing("there is no template at \(name)", "check the path and the ref")
        }
        self.path = real
        if type == .directory {
            let names = (Folder.names(in: real) ?? []).sorted()
            if names.contains(where: { $0.hasSuffix(".pkr.json") }) { throw Self.unsupported(name) }
            let files = names.filter { $0.hasSuffix(".pkr.hcl") }
            guard !files.isEmpty else {
                throw Self.missing(
                    "the folder \(name) holds no template",
                    "a folder is a template of HCL2, with files .pkr.hcl; for one of JSON give the file"
                )
            }
            language = .hcl(files.map { real.appending($0) })
            self.start = start ?? real
        } else {
            let file = real.lastComponent?.string ?? ""
            if file.hasSuffix(".pkr.json") { throw Self.unsupported(name) }
            language = file.hasSuffix(".pkr.hcl") ? .hcl([real]) : .json
            self.start = start ?? real.removingLastComponent()
        }
    }

    private static func unsupported(_ name: String) -> RunnerError {
        RunnerError(
            .usage,
            "TemplateUnsupported",
            "\(name) is HCL2 written as JSON (.pkr.json), which is not read here",
            hint: "write it as .pkr.hcl"
        )
    }

    private static func missing(_ message: String, _ hint: String) -> RunnerError {
        RunnerError(.usage, "TemplateMissing", message, hint: hint)
    }
}
