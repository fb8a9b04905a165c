import RunProtocol
import Supervision
import SystemPackage

/// A template, read as far as its images have to be known before they are made.
protocol TemplateReader: Sendable {
    /// All its builds.
    var builds: [TemplateBuild] { get }

    /// Whether it asks for plug-ins.
    var wantsPlugins: Bool { get }

    /// The settings of builds, as packer evaluates them at a time.
    ///
    /// - Parameters:
    ///   - builds: some of the template's.
    ///   - time: when.
    ///   - folder: an empty folder for a copy of the template.
    ///   - packer: what evaluates.
    /// - Returns: the settings, one a build.
    /// - Throws: `IdempotenceUnknown` (64) for what packer cannot evaluate.
    func settings(
        of builds: [TemplateBuild],
        at time: TemplateTime,
        in folder: FilePath,
        with packer: PackerTool
    ) async throws(RunnerError) -> [BuilderSettings]
}

extension PackerTemplate {
    /// Reads the template.
    ///
    /// - Throws: `TemplateInvalid` (64).
    func reader() throws(RunnerError) -> any TemplateReader {
        switch language {
        case .json: try JSONTemplate(path)
        case .hcl(let files): try HCLTemplate(path, files)
        }
    }
}

extension TemplateReader {
    /// What to do about a template that cannot be read.
    static var validation: String { "packer validate says on any machine what a template lacks" }

    /// The error for names and tags that cannot be told.
    static func unknown(_ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "IdempotenceUnknown",
            "the names and tags of the images cannot be told before they are made",
            hint: "use what packer console can evaluate in ami_name and tags, or pass --idempotent false"
        ).caused(by: cause)
    }

    /// Makes a folder look like the template's, but for some files that have another text.
    static func copy(_ template: FilePath, _ texts: [FilePath: String], to folder: FilePath) throws(RunnerError) {
        let original = (try? template.stat())?.type == .directory ? template : template.removingLastComponent()
        // What an earlier question left there would be in the way.
        Folder.remove(folder)
        do {
            try Folder.make(folder)
            for name in Folder.names(in: original) ?? [] {
                let place = original.appending(name)
                if let text = texts[place] {
                    try Folder.write(text.utf8, to: folder.appending(name))
                } else {
                    try Folder.link(folder.appending(name), to: place)
                }
            }
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written").caused(
                by: "\(error)"
            )
        }
    }
}
