import HCL
import RunProtocol
import Supervision
import SystemPackage

/// A template of HCL2: one file, or all of a folder.
struct HCLTemplate: TemplateReader {
    private let path: FilePath
    private let files: [(path: FilePath, file: HCLFile)]
    private let sources: [HCLBuildSource]

    /// Reads the files of a template.
    ///
    /// - Throws: `TemplateInvalid` (64).
    init(_ path: FilePath, _ files: [FilePath]) throws(RunnerError) {
        self.path = path
        var read: [(path: FilePath, file: HCLFile)] = []
        do {
            for file in files {
                guard let bytes = try Folder.read(file) else { throw Errno.fileTooLarge }
                read.append((file, try HCLFile(parsing: bytes, name: file.lastComponent?.string ?? "")))
            }
        } catch {
            throw RunnerError(.usage, "TemplateInvalid", "the template is not HCL", hint: Self.validation).caused(
                by: "\(error)"
            )
        }
        self.files = read
        sources = HCLBuildSource.all(in: read.map(\.file))
    }

    var builds: [TemplateBuild] { sources.map(\.build) }

    /// Whether it asks for plug-ins, which packer knows from 1.7 on.
    var wantsPlugins: Bool {
        files.contains { $0.file.body.blocks("packer").contains { !$0.body.blocks("required_plugins").isEmpty } }
    }

    func settings(
        of builds: [TemplateBuild],
        at time: TemplateTime,
        in folder: FilePath,
        with packer: PackerTool
    ) async throws(RunnerError) -> [BuilderSettings] {
        let sources = sources.filter { builds.contains($0.build) }
        var texts: [FilePath: String] = [:]
        let clock = HCLClock(time)
        for (path, file) in files { texts[path] = clock.stopped(file) }
        // What is asked for becomes part of the copy as it is written, over several lines or with a heredoc.
        let first = files[0].path
        var question = "\nlocals {\n\(Self.name) = [\n"
        for source in sources { question += try source.question(clock) }
        texts[first, default: ""] += question + "]\n}\n"
        try Self.copy(path, texts, to: folder)
        let isFolder = (try? path.stat())?.type == .directory
        let copy = isFolder ? folder : folder.appending(path.lastComponent ?? "template.pkr.hcl")
        let result = try await packer.evaluate("jsonencode(local.\(Self.name))", in: copy)
        guard result.succeeded, let answers = try? JSON.decode([HCLAnswer].self, from: result.output),
            answers.count == sources.count
        else { throw Self.unknown("packer console: \(PackerTool.words(result))") }
        var settings: [BuilderSettings] = []
        for (answer, source) in zip(answers, sources) {
            settings.append(try answer.settings(TemplateActions(time: time), source.build))
        }
        return settings
    }

    private static let name = "deploy_runner_images"
}
