import ChangeDetection
import Git
import RunProtocol
import Supervision
import SystemPackage

/// From two refs to a run of everything that the change between them affects.
struct ChangesCommand: Sendable {
    let context: CommandContext
    let settings: ChangesSettings
    let transport: TransportOptions
    let task: TaskOptions

    /// - Returns: the exit code.
    /// - Throws: a `RunnerError` for what keeps everything from starting.
    func run() async throws -> Int32 {
        let prose = context.prose(settings.output)
        let clone = settings.changes.clone.clone(context)
        let approved = try settings.approved.map { file throws(RunnerError) in
            try ApprovedChanges(try ReportFile(file, context).read(), file: file)
        }
        let references = try approved?.range(settings.references) ?? settings.references
        let range =
            try await settings.changes.all
            ? ChangeRange(only: references.target, in: clone) : ChangeRange(references, in: clone)
        let detector = ChangeDetector(clone, accounts: settings.changes.accounts)
        let set = try await detector.changeSet(range, try settings.changes.selection())
        let requests = settings.requests(range)
        let matrix = ChangeMatrix(set, requests)
        try approved?.demand(matrix)
        if let file = settings.reports.changesFile {
            try ReportFile(file, context).write(Array(JSON.encode(matrix)) + [UInt8(ascii: "\n")])
        }
        // What is found out at the end of hours of work comes too late.
        for file in [settings.reports.summaryFile, settings.reports.junitFile].compactMap(\.self) {
            try ReportFile(file, context).prepare()
        }
        let listing = ChangesListing(matrix)
        if settings.changes.dryRun {
            switch settings.output.format {
            case .text: try await context.write(listing.lines.joined(separator: "\n"))
            case .json: try await context.write(json: matrix)
            }
            for warning in listing.warnings { prose.say(warning, .warn) }
            return 0
        }
        for warning in listing.warnings { prose.say(warning, .warn) }
        for line in listing.lines { prose.say(line) }
        if settings.output.format == .json { try await context.write(json: ["changes": matrix]) }
        let results = try await results(set, requests, prose)
        return try await report(results, matrix, prose)
    }

    private func results(_ set: ChangeSet, _ requests: ModuleRequest, _ prose: Prose) async throws -> ChangesResult {
        guard !set.jobs.isEmpty else { return ChangesResult(modules: []) }
        return try await context.withTransport(transport, prose) { transport in
            try await ChangesRun(
                context: context,
                settings: settings,
                requests: requests,
                task: task,
                transport: transport,
                place: self.transport.place
            ).run(set.jobs)
        }
    }

    private func report(_ result: ChangesResult, _ matrix: ChangeMatrix, _ prose: Prose) async throws -> Int32 {
        let code = result.exitCode(leftOut: settings.changes.only.isEmpty ? matrix.leftOut.count : 0, settings)
        let report = ChangesReport(matrix: matrix, result: result, exitCode: code, place: transport.place)
        if let file = settings.reports.summaryFile {
            let isStepSummary = file == context.environment["GITHUB_STEP_SUMMARY"]
            let limit = settings.reports.summaryLimit ?? (isStepSummary ? .gitHubStepSummary : .gitHubComment)
            let bytes = Array(ChangesSummary(report, limit: limit).text.utf8)
            // Other commands of the step may have written to that file.
            try isStepSummary ? ReportFile(file, context).append(bytes) : ReportFile(file, context).write(bytes)
        }
        if let file = settings.reports.junitFile {
            try ReportFile(file, context).write(Array(JUnitReport(report).text.utf8))
        }
        for line in report.closingLines { prose.say(line, code == 0 || code == 2 ? .info : .error) }
        if settings.output.format == .json { try await context.write(json: ["summary": report.summary]) }
        return code
    }
}
