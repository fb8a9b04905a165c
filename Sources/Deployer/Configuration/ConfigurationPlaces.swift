import Invoker
import RunProtocol
import SystemPackage

/// Where configurations lie: the named file, or else the first of the usual places that has one.
///
/// The usual places, in this order: `deploy-runner.yml` in the working directory; `deploy-runner/config.yml` in the XDG
/// configuration directory; the environment variable `BASE64GZ_CONFIG_DATA_JSON`, in the form that the invoker's has.
struct ConfigurationPlaces {
    let environment: [String: String]
    let workingDirectory: FilePath

    /// The configuration in a file that was named.
    ///
    /// - Throws: `ConfigurationUnreadable` (64).
    func read(_ path: String) throws(RunnerError) -> ConfigurationText {
        guard let text = try text(at: absolute(FilePath(path)), named: path) else {
            throw unreadable(path, .noSuchFileOrDirectory)
        }
        return text
    }

    /// The configuration in the first of the usual places that has one.
    ///
    /// - Throws: `NoConfiguration` (64) with the places that were tried, or `ConfigurationUnreadable` (64): a place
    ///   that has one which cannot be read is not passed over.
    func readFirst() throws(RunnerError) -> ConfigurationText {
        if let text = try text(at: workingDirectory.appending(Self.fileName), named: Self.fileName) { return text }
        if let file = userFile, let text = try text(at: file, named: file.string) { return text }
        if let value = environment[ConfigurationEnvelope.variable] {
            let bytes = try ConfigurationEnvelope.open(value)
            return ConfigurationText(
                bytes: bytes,
                name: ConfigurationEnvelope.variable,
                folder: workingDirectory,
                syntax: .json
            )
        }
        throw RunnerError(
            .usage,
            "NoConfiguration",
            "there is no configuration that says what may run",
            hint: "write \(Self.fileName), or name a file with --config"
        ).caused(by: "tried: " + tried.joined(separator: "; "))
    }

    private static let fileName = "deploy-runner.yml"

    private var tried: [String] {
        let userPlace = userFile?.string ?? "neither XDG_CONFIG_HOME nor HOME is an absolute path"
        return [
            workingDirectory.appending(Self.fileName).string, userPlace,
            "the environment variable \(ConfigurationEnvelope.variable)",
        ]
    }

    private var userFile: FilePath? {
        if let folder = environment["XDG_CONFIG_HOME"].map({ FilePath($0) }), folder.isAbsolute {
            return folder.appending("deploy-runner/config.yml")
        }
        guard let home = environment["HOME"].map({ FilePath($0) }), home.isAbsolute else { return nil }
        return home.appending(".config/deploy-runner/config.yml")
    }

    private func absolute(_ path: FilePath) -> FilePath {
        workingDirectory.pushing(path)
    }

    /// The text of a file, or `nil` when there is none.
    private func text(at path: FilePath, named name: String) throws(RunnerError) -> ConfigurationText? {
        let bytes: [UInt8]?
        do {
            bytes = try WholeFile.read(path, limit: Self.mostBytes)
        } catch {
            if error == .noSuchFileOrDirectory || error == .notDirectory { return nil }
            throw unreadable(name, error)
        }
        guard let bytes else {
            let message = "the configuration \(name) is larger than \(Self.mostBytes >> 20) MiB"
            throw RunnerError(.usage, "ConfigurationUnreadable", message)
        }
        return ConfigurationText(
            bytes: bytes,
            name: name,
            folder: path.removingLastComponent(),
            syntax: path.extension == "json" ? .json : .yaml
        )
    }

    private static let mostBytes = 4 << 20

    private func unreadable(_ name: String, _ reason: Errno) -> RunnerError {
        RunnerError(
            .usage,
            "ConfigurationUnreadable",
            "the configuration \(name) cannot be read: \(reason)",
            hint: reason == .noSuchFileOrDirectory ? "check the path" : "check the file's permissions"
        )
    }
}
