import SystemPackage

/// What a job script reports of itself beside its output, such as `resolved_ref`: lines of `name=value`.
///
/// The entrypoint names the place in `DEPLOY_RUNNER_FACTS` and puts the facts into the log's trailer. Any script may write
/// there as into a file: `echo image=$digest >> "$DEPLOY_RUNNER_FACTS"`. A fact that was told stands: of two with one name
/// the first counts, so the code that a script runs afterwards cannot change what the script said before.
enum Facts {
    /// The environment variable that names the place.
    static let variable = "DEPLOY_RUNNER_FACTS"

    /// Tells a fact, where there is somebody to tell it to.
    static func add(_ name: String, _ value: String, environment: [String: String]) {
        guard let path = environment[variable] else { return }
        let file = try? FileDescriptor.open(FilePath(path), .writeOnly, options: [.append, .closeOnExec])
        // A fact is a service to the reader: a run without one is no worse.
        _ = try? file?.closeAfter { try file?.writeAll("\(name)=\(value)\n".utf8) }
    }
}
