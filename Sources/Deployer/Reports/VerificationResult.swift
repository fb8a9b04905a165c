import Gatekeeper
import RunProtocol

/// What `check-config` found out.
struct VerificationResult: Sendable {
    private let report: ConfigurationReport
    private let difference: ConfigurationDifference?
    private let old: String?

    init(_ report: ConfigurationReport, _ difference: ConfigurationDifference?, against old: String?) {
        self.report = report
        self.difference = difference
        self.old = old
    }

    var exitCode: Int32 {
        report.loaded == nil ? ExitCode.usage.rawValue : 0
    }

    /// The findings, what is newly allowed, and a last line that sums both up.
    var lines: [String] {
        report.lines + newlyAllowed + [summary]
    }

    private var newlyAllowed: [String] {
        guard let difference, let old else { return [] }
        guard !difference.permissions.isEmpty else { return ["nothing is allowed that \(old) does not allow"] }
        return ["newly allowed, compared with \(old):"]
            + difference.permissions.flatMap { "\($0)".split(separator: "\n").map { "  \($0)" } }
    }

    private var summary: String {
        let counts = ConfigurationFinding.Severity.allCases.compactMap { severity -> String? in
            let count = report.findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let found = counts.isEmpty ? "nothing to complain about" : counts.joined(separator: ", ")
        guard let loaded = report.loaded else { return "\(report.name) cannot be used: \(found)" }
        let containers = loaded.gate.containers
        let scripts = containers.reduce(0) { $0 + $1.scripts.count }
        return "\(report.name) can be used: \(found); it allows \(Self.count(scripts, "script")) in "
            + Self.count(containers.count, "container")
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension VerificationResult: Encodable {
    private enum CodingKeys: String, CodingKey {
        case file
        case valid
        case findings
        case against
        case newlyAllowed = "newly_allowed"
    }

    private struct Finding: Encodable {
        let code: String
        let severity: String
        let line: Int?
        let column: Int?
        let path: String
        let message: String
        let hint: String?
    }

    private struct Permission: Encodable {
        let kind: String
        let container: String?
        let script: String?
        let option: String?
        let message: String
        /// As the wire has it, ready for `explain --requests`.
        let witness: RunRequest?
    }

    /// Writes one object: `{"file": …, "valid": true, "findings": […]}`, with `newly_allowed` after a comparison.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(report.name, forKey: .file)
        try container.encode(report.loaded != nil, forKey: .valid)
        try container.encode(report.findings.map(Self.finding), forKey: .findings)
        try container.encodeIfPresent(old, forKey: .against)
        try container.encodeIfPresent(difference?.permissions.map(Self.permission), forKey: .newlyAllowed)
    }

    private static func finding(_ finding: ConfigurationFinding) -> Finding {
        Finding(
            code: finding.code.rawValue,
            severity: finding.severity.rawValue,
            line: finding.location.position?.line,
            column: finding.location.position?.column,
            path: finding.location.path,
            message: finding.message,
            hint: finding.hint
        )
    }

    private static func permission(_ permission: NewPermission) -> Permission {
        Permission(
            kind: permission.kind.rawValue,
            container: permission.container?.string,
            script: permission.script?.string,
            option: permission.option?.string,
            message: permission.message,
            witness: permission.witness.map { RunRequest($0) }
        )
    }
}

extension RunRequest {
    fileprivate init(_ request: JobRequest) {
        self.init(
            containerName: request.container?.string,
            script: request.script.string,
            args: request.arguments.map(\.string)
        )
        taskCPU = request.cpu
        taskMemory = request.memory
        taskLaunchType = request.launchType?.rawValue
    }
}
