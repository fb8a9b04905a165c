import RunProtocol
import Supervision
import SystemPackage

/// Runs an engine in its workspace: its files, its calls, and what is left to tidy when it fails.
struct BuildEngine: Sendable {
    let builder: any ImageBuilder
    let workspace: BuildWorkspace
    let signals: ForwardedSignals
    let report: Report

    /// Builds and pushes; answers the exit code of the call that failed, or 0.
    ///
    /// - Throws: `StoppedBySignal` (69) when a signal came before a call; or what keeps a program from starting.
    func run(
        _ build: ImageBuild,
        logins configuration: DockerConfiguration,
        environment: [String: String]
    ) async throws(RunnerError) -> Int32 {
        try furnish(build, configuration)
        let tool = ToolRun(
            environment: environment.merging(own) { $1 },
            folder: workspace.start,
            signals: signals,
            report: report
        )
        var done: [String] = []
        do {
            for call in builder.calls(build, workspace) {
                let code = try await tool.run(call)
                guard code == 0 else {
                    // A tag that is pushed stays so.
                    if !done.isEmpty { report.always("done before that: \(done.joined(separator: ", "))") }
                    await tidy(tool.environment)
                    return code
                }
                done.append(call.name)
            }
        } catch {
            await tidy(tool.environment)
            throw error
        }
        return 0
    }

    /// The digest that the engine says it has pushed to the destination at an index.
    ///
    /// - Throws: `ImageDigestMissing` (69).
    func digest(ofDestination index: Int) throws(RunnerError) -> ImageDigest {
        guard let digest = builder.digest(ofDestination: index, in: workspace) else {
            throw RunnerError(
                .unavailable,
                "ImageDigestMissing",
                "the image was pushed, and \(builder.program) did not say which digest it has",
                hint: "use a released version of it"
            )
        }
        return digest
    }

    private var own: [String: String] {
        [
            "HOME": workspace.home.string, "DOCKER_CONFIG": workspace.docker.string,
            "TMPDIR": workspace.temporary.string,
        ]
    }

    private func furnish(_ build: ImageBuild, _ configuration: DockerConfiguration) throws(RunnerError) {
        do {
            let json = configuration.json(for: builder.configurationReader)
            try Folder.write(json, to: workspace.docker.appending("config.json"))
            for file in builder.homeFiles(build) {
                let place = workspace.home.pushing(FilePath(file.path))
                try Folder.make(place.removingLastComponent())
                try Folder.write(file.text.utf8, to: place)
            }
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(workspace.folder) cannot be written")
                .caused(by: "\(error)")
        }
    }

    /// Ends what a step has left running, and what the engine holds on to.
    ///
    /// Not run in the foreground: a signal that has come already shall not stop it.
    private func tidy(_ environment: [String: String]) async {
        await Descendants.sweep()
        for call in builder.tidying(workspace) {
            _ = try? await Command(call.program, call.arguments, environment: environment).capture()
        }
    }
}
