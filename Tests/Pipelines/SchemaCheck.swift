import Fixtures
import Supervision

/// A file, held against the schema that a platform publishes.
enum SchemaCheck {
    static func of(_ path: String, _ schema: String) async throws -> CommandResult {
        var arguments = ["-m", "check_jsonschema", "--builtin-schema", schema]
        if schema == "vendor.gitlab-ci" { arguments += ["--data-transform", "gitlab-ci"] }
        return try await Command(PythonPeer.python, arguments + [path], environment: environment).capture()
    }

    /// What a program that checks files starts with.
    static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "NO_COLOR": "1"]
}
