import Git
import HCL

/// A file of Terragrunt: what it says that leads to other files and to other modules, wherever it is included.
struct TerragruntFile {
    let path: GitPath
    let locals: [String: HCLExpression]
    let inputs: HCLExpression?
    /// The `include` blocks, label to path; an old one has no label.
    let includes: [(label: String, path: HCLExpression)]
    /// The folders of `dependency` and `dependencies`.
    let dependencies: [HCLExpression]
    /// The `source` of the `terraform` block.
    let source: HCLExpression?
    /// The calls of functions that read files or look for them.
    let calls: [HCLCall]
    /// The variable files of `extra_arguments`, the first of which may be missing.
    let variableFiles: [HCLExpression]
    /// The backend and its settings, of `remote_state`.
    let state: (backend: String, settings: BackendSettings)?
    /// Why it could not be read.
    let problem: Unreadable?

    init(_ path: GitPath, _ body: Result<HCLBody, HCLError>) {
        self.path = path
        guard case .success(let body) = body else {
            (locals, inputs, includes, dependencies) = ([:], nil, [], [])
            (source, calls, variableFiles, state) = (nil, [], [], nil)
            if case .failure(let error) = body { problem = Unreadable(path, error) } else { problem = nil }
            return
        }
        problem = nil
        locals = body.blocks("locals").flatMap(\.body.attributes).reduce(into: [:]) { $0[$1.name] = $1.expression }
        inputs = body.attribute("inputs")?.expression
        includes = body.blocks("include").compactMap { block in
            block.body.attribute("path").map { (block.labels.first ?? "", $0.expression) }
        }
        let single = body.blocks("dependency").compactMap { $0.body.attribute("config_path")?.expression }
        let several = body.blocks("dependencies").compactMap { $0.body.attribute("paths")?.expression.unwrapped }
        dependencies = single + several.flatMap(\.items)
        let terraform = body.blocks("terraform")
        source = terraform.compactMap { $0.body.attribute("source")?.expression }.last
        let arguments = terraform.flatMap { $0.body.blocks("extra_arguments") }
        variableFiles = arguments.flatMap { block in
            ["required_var_files", "optional_var_files"].compactMap { block.body.attribute($0)?.expression.unwrapped }
        }.flatMap(\.items)
        var calls: [HCLCall] = []
        body.walk { expression in
            if case .call(let call) = expression.kind, Self.isWanted(call) { calls.append(call) }
        }
        self.calls = calls
        state = Self.state(body)
    }

    private static func isWanted(_ call: HCLCall) -> Bool {
        call.name == "find_in_parent_folders" || call.name == "read_terragrunt_config"
            || ReadingFunctions.kind(call.name) != nil
    }

    private static func state(_ body: HCLBody) -> (String, BackendSettings)? {
        guard let block = body.blocks("remote_state").last?.body,
            let backend = block.attribute("backend")?.expression.string,
            let settings = block.attribute("config").flatMap({ BackendSettings($0.expression) })
        else { return nil }
        return (backend, settings)
    }
}

extension HCLExpression {
    /// The elements of a list that is written out; none of anything else.
    fileprivate var items: [HCLExpression] {
        guard case .tuple(let items) = kind else { return [] }
        return items
    }
}
