import FoundationEssentials
import Gatekeeper

/// The files that both sides of a comparison read.
enum InputFile {
    /// A configuration as JSON.
    static func configuration(_ path: String) throws -> Configuration {
        try Configuration.load(json: bytes(path), form: .file)
    }

    /// Requests as `infrastructure-deployer explain --requests` reads them: one object of JSON a line.
    static func requests(_ path: String) throws -> [JobRequest] {
        try bytes(path).split(separator: UInt8(ascii: "\n")).map { try request(StrictJSON.parse(Array($0))) }
    }

    private static func request(_ node: ConfigurationNode) throws -> JobRequest {
        guard let container = node["container_name"]?.string, let script = node["script"]?.string,
            let arguments = node["args"]?.elements
        else { throw BenchError("a request needs container_name, script and args") }
        return JobRequest(container: container, script: script, arguments: arguments.compactMap(\.string))
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw BenchError("\(path) cannot be read")
        }
    }
}
