import Git
import RunProtocol
import Supervision
import SystemPackage

/// `build-packer-artifact`: builds what a template describes, and leaves the identifiers of what was built.
///
/// What is wrong is found before anything is made: arguments, packer, the properties file, the template, its builds and,
/// where it is asked for, whether their images are there already. A signal is passed on to packer, which cleans up its
/// instances; nothing new is started after it.
struct BuildPackerArtifactScript {
    private let request: PackerRequest
    private let environment: [String: String]
    private let signals: ForwardedSignals
    private let report = Report(.info)

    static func main(_ arguments: [String], environment: [String: String]) async -> Int32 {
        let signals = ForwardedSignals()
        do {
            let locals = LocalRepositories(separatedByColons: environment[LocalRepositories.variable] ?? "")
            let request = try PackerRequest(arguments, locals: locals)
            let script = BuildPackerArtifactScript(request: request, environment: environment, signals: signals)
            return try await script.run()
        } catch {
            return Report(.error).ending(error, signals, "before anything was built")
        }
    }

    private func run() async throws(RunnerError) -> Int32 {
        _ = try Command("packer", [], environment: environment).located()
        let result = try ArtifactResult(request, environment: environment, report: report)
        let workspace = try PackerWorkspace(in: FilePath(environment["TMPDIR"] ?? "/tmp"))
        defer { workspace.remove() }
        let fetch = TemplateFetch(request: request, environment: environment, signals: signals, report: report)
        let packer = PackerTool(
            environment: PackerEnvironment.make(task: environment, home: workspace.home.string),
            template: try await fetch.template(in: workspace),
            variables: request.variables,
            signals: signals
        )
        let reader = try packer.template.reader()
        try await initialise(packer, reader)
        var selection = try TemplateSelection(reader.builds, named: request.build)
        try await packer.validate(selection.names)
        let plans = ImagePlans(reader: reader, packer: packer, workspace: workspace)
        if request.existing == .kept { try await skipExisting(&selection, plans) }
        guard !selection.builds.isEmpty else {
            report.always("nothing was built: every image is there already")
            try result.tell(selection.existing)
            return 0
        }
        let regions = await plans.regions(of: selection.builds.filter(\.makesImage))
        return try await build(packer, selection, regions, result)
    }

    private func initialise(_ packer: PackerTool, _ reader: any TemplateReader) async throws(RunnerError) {
        guard case .hcl = packer.template.language else { return }
        let version = try await packer.version()
        guard version.hasInit else {
            guard reader.wantsPlugins else { return }
            throw RunnerError(
                .unavailable,
                "PackerTooOld",
                "the template asks for plug-ins, and packer \(version) cannot fetch any",
                hint: "install packer 1.7 or later in the image, or leave required_plugins out"
            )
        }
        try await packer.initialise()
    }

    // MARK: - What is there already

    private func skipExisting(_ selection: inout TemplateSelection, _ plans: ImagePlans) async throws(RunnerError) {
        for build in selection.builds where !build.makesImage {
            report.say("\(Shown.text(build.name)) makes no machine image: it is built whether it is there or not")
        }
        let images = ExistingImages(environment: environment)
        for (build, image) in try await plans.plans(of: selection.builds.filter(\.makesImage)) {
            guard let artifact = try await images.images(of: image, build: build) else {
                report.say("there is no image \(image.name) with these tags yet: \(Shown.text(build.name)) is built")
                continue
            }
            report.always("\(Shown.text(build.name)) is there already: \(artifact.id) (\(image.name))")
            selection.skip(build, artifact)
        }
    }

    // MARK: - The build

    private func build(
        _ packer: PackerTool,
        _ selection: TemplateSelection,
        _ regions: [String?],
        _ result: ArtifactResult
    ) async throws(RunnerError) -> Int32 {
        let output = PackerOutput(to: .standardOutput)
        let ending = try await packer.build(selection.names, output)
        guard ending != .exited(0) else {
            try result.tell(selection.ordered(selection.existing + output.artifacts))
            return 0
        }
        report.always("\"packer build\" \(ending)")
        for artifact in output.artifacts {
            report.always("made all the same: \(artifact.id) (\(Shown.text(artifact.build)))")
        }
        var traces = output.traces
        traces.forget(output.artifacts)
        let leftovers = Leftovers(traces: traces, regions: regions, environment: environment)
        for remark in await leftovers.remarks() { report.always(remark) }
        switch ending {
        case .exited(let code): return code
        case .killed(let signal): return ExitCode.signal(signal)
        }
    }
}
