import Gatekeeper
import RunProtocol
import Supervision
import SystemPackage

/// A script that lies in the trigger directory: the only kind of program that a task is ever started for.
struct TriggeredScript {
    /// Where it lies.
    let path: FilePath

    /// Finds a script by its name.
    ///
    /// - Throws: `ScriptNotInTriggerDirectory` (69).
    init(_ name: String, in folder: FilePath) throws(RunnerError) {
        let shown = ByteString(name).description
        guard Self.isFileName(name) else {
            throw Self.error(
                "\"\(shown)\" is not the name of a script",
                "a script is named by its file name alone: no slash, no ., no .., no control characters",
                in: folder
            )
        }
        path = folder.appending(FilePath.Component(name) ?? ".")
        guard path.isExecutableFile else {
            throw Self.error(
                "there is no script \(shown) in the trigger directory \(folder)",
                Self.cause(path),
                in: folder
            )
        }
    }

    private static func isFileName(_ name: String) -> Bool {
        guard !name.isEmpty, name != ".", name != "..", name.utf8.count <= 255 else { return false }
        return !name.utf8.contains(UInt8(ascii: "/")) && ByteString(name).firstHazard == nil
    }

    private static func cause(_ path: FilePath) -> String? {
        (try? path.stat()) == nil ? nil : "\(path) is there, but is not an executable file"
    }

    private static func error(_ message: String, _ cause: String?, in folder: FilePath) -> RunnerError {
        let scripts = (Folder.names(in: folder) ?? []).filter { folder.appending($0).isExecutableFile }.sorted()
        var error = RunnerError(
            .unavailable,
            "ScriptNotInTriggerDirectory",
            message,
            hint: scripts.isEmpty
                ? "put the script into \(folder), and make it executable"
                : "there are: \(scripts.joined(separator: ", "))"
        )
        error.cause = cause
        return error
    }
}
