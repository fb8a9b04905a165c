/// Environment variables, of which an empty one counts as unset, as in AWS's own tools.
struct Environment: Sendable {
    private let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path that a variable names, `~` resolved, else the file of that name in `~/.aws`.
    func path(_ variable: String, otherwise name: String) -> String {
        let home = self["HOME"] ?? "/"
        let path = self[variable] ?? "~/.aws/\(name)"
        return path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
    }
}
