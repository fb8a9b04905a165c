import FoundationEssentials
public import Gatekeeper
public import RunProtocol

/// The configuration of the invoker as a function: in the function's environment, or a file in its package.
public struct FunctionConfiguration: Sendable {
    /// What may run, and where.
    public let configuration: Configuration
    private let place: String

    /// The file in the package; Lambda lets a function's environment have 4 KB, and a configuration may need more.
    public static let fileName = "deploy-runner.json"

    /// Reads `BASE64GZ_CONFIG_DATA_JSON` where it is set, else `deploy-runner.json` in `LAMBDA_TASK_ROOT`.
    ///
    /// - Throws: `NoConfiguration`, `ConfigurationUnreadable`, or `InvalidConfiguration` with everything that is wrong
    ///   (all 64).
    public static func load(environment: [String: String]) throws(RunnerError) -> FunctionConfiguration {
        if let text = environment[ConfigurationEnvelope.variable], !text.isEmpty {
            let json = try ConfigurationEnvelope.open(text)
            return try FunctionConfiguration(json, .environment, place: ConfigurationEnvelope.variable)
        }
        let path = (environment["LAMBDA_TASK_ROOT"] ?? ".") + "/" + fileName
        guard FileManager.default.fileExists(atPath: path) else { throw noConfiguration(path) }
        return try FunctionConfiguration(try contents(path), .file, place: fileName)
    }

    private init(_ json: [UInt8], _ form: DocumentForm, place: String) throws(RunnerError) {
        self.place = place
        do {
            configuration = try Configuration.load(json: json, form: form)
        } catch {
            throw Self.invalid(error.findings, place)
        }
    }

    /// The error for a section that the gate does not read and an engine cannot use.
    public func refusal(_ findings: [ConfigurationFinding]) -> RunnerError {
        Self.invalid(findings, place)
    }

    private static func contents(_ path: String) throws(RunnerError) -> [UInt8] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw unreadable("\(path) cannot be read").caused(by: "\(error)")
        }
        guard data.count <= ConfigurationEnvelope.limit else {
            throw unreadable("\(path) has more than \(ConfigurationEnvelope.limit >> 20) MiB")
        }
        return Array(data)
    }

    private static func unreadable(_ what: String) -> RunnerError {
        RunnerError(.usage, "ConfigurationUnreadable", what, hint: "deploy the function's package again")
    }

    private static func noConfiguration(_ path: String) -> RunnerError {
        RunnerError(
            .usage,
            "NoConfiguration",
            "the function has no configuration: \(ConfigurationEnvelope.variable) is not set, and there is no \(path)",
            hint: "set the variable to the output of: gzip -c configuration.json | base64 -w0"
        )
    }

    private static func invalid(_ findings: [ConfigurationFinding], _ place: String) -> RunnerError {
        let errors = findings.filter { $0.severity == .error }
        return RunnerError(
            .usage,
            "InvalidConfiguration",
            "the configuration of the function has \(errors.count == 1 ? "an error" : "\(errors.count) errors")",
            hint: "correct it and deploy it; infrastructure-deployer check-config shows warnings as well"
        ).caused(by: errors.map { $0.rendered(file: place) }.joined(separator: "\n"))
    }
}
