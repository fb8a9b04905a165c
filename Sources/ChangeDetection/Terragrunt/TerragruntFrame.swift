import Git
import HCL

/// A file of Terragrunt in the place where it is evaluated: by itself, or included by a module.
///
/// In an included file the functions speak of the module that includes it; in one that `read_terragrunt_config` reads they
/// speak of the file itself (https://terragrunt.gruntwork.io/docs/reference/hcl/functions/).
struct TerragruntFrame: PathScope {
    let file: TerragruntFile
    /// The folder that `get_terragrunt_dir` names.
    let folder: GitPath
    /// The folder of the module for whose sake all this is read.
    let module: GitPath
    let reader: TerragruntReader

    /// Whether the file is evaluated for another one that includes it.
    private var isIncluded: Bool { folder != file.path.folder }

    func value(of name: String, _ steps: ArraySlice<HCLTraversalStep>, depth: Int) -> PathValue {
        guard let step = steps.first, let member = Self.name(step) else { return .unknown }
        switch name {
        case "local": return local(member, steps.dropFirst(), depth: depth)
        case "include":
            // An include without a label has no name to be reached by: `include.locals.a`.
            if let frame = included("", depth: depth) { return frame.member(steps, depth: depth) }
            return included(member, depth: depth)?.member(steps.dropFirst(), depth: depth) ?? .unknown
        default: return .unknown
        }
    }

    /// What is reached from the whole configuration: `.locals.a`, `.inputs.b`.
    func member(_ steps: ArraySlice<HCLTraversalStep>, depth: Int) -> PathValue {
        guard depth < 32, let step = steps.first, let name = Self.name(step) else { return .unknown }
        let rest = steps.dropFirst()
        switch name {
        case "locals":
            guard let next = rest.first, let local = Self.name(next) else { return .unknown }
            return self.local(local, rest.dropFirst(), depth: depth)
        case "inputs": return file.inputs.map { follow(rest, from: value($0, depth: depth), depth) } ?? .unknown
        default: return .unknown
        }
    }

    private func local(_ name: String, _ steps: ArraySlice<HCLTraversalStep>, depth: Int) -> PathValue {
        guard let expression = file.locals[name] else { return .unknown }
        return follow(steps, from: value(expression, depth: depth + 1), depth + 1)
    }

    /// The file that an `include` block names, evaluated for this one.
    func included(_ label: String, depth: Int) -> TerragruntFrame? {
        guard depth < 32, let include = file.includes.first(where: { $0.label == label }) else { return nil }
        return included(include.path, depth: depth)
    }

    func included(_ path: HCLExpression, depth: Int = 0) -> TerragruntFrame? {
        guard let path = place(path, depth: depth + 1), let file = reader.file(path) else { return nil }
        return TerragruntFrame(file: file, folder: folder, module: module, reader: reader)
    }

    /// The place that an expression names, when that is known whole.
    func place(_ expression: HCLExpression, depth: Int = 0) -> GitPath? {
        guard case .text(let text) = value(expression, depth: depth), text.isWhole else { return nil }
        return text.place(from: folder, root: module)
    }

    // MARK: - Functions

    func call(_ call: HCLCall, depth: Int) -> PathValue {
        switch call.name {
        case "find_in_parent_folders": return parent(call, depth)
        case "read_terragrunt_config":
            guard let path = call.arguments.first.flatMap({ place($0, depth: depth) }), let file = reader.file(path)
            else { return .unknown }
            return .configuration(
                TerragruntFrame(file: file, folder: path.folder, module: module, reader: reader)
            )
        case "get_terragrunt_dir": return .whole(KnownText.absolute(folder))
        case "get_original_terragrunt_dir": return .whole(KnownText.absolute(module))
        case "get_parent_terragrunt_dir": return .whole(KnownText.absolute(parentFolder(call, depth)))
        case "get_repo_root": return .whole(KnownText.repository)
        case "get_path_from_repo_root": return .whole(folder.text)
        case "get_path_to_repo_root": return .whole(GitPath.root.relative(to: folder))
        case "path_relative_to_include": return .whole(folder.relative(to: parentFolder(call, depth)))
        case "path_relative_from_include": return .whole(parentFolder(call, depth).relative(to: folder))
        default: return .unknown
        }
    }

    /// The folder of the file that includes this one, or that this one includes.
    private func parentFolder(_ call: HCLCall, _ depth: Int) -> GitPath {
        guard !isIncluded else { return file.path.folder }
        let label = call.arguments.first.flatMap { value($0, depth: depth).whole }
        let include =
            label.map { included($0, depth: depth) }
            ?? file.includes.first.flatMap {
                included($0.path, depth: depth)
            }
        return include?.file.path.folder ?? folder
    }

    private func parent(_ call: HCLCall, _ depth: Int) -> PathValue {
        var name = "terragrunt.hcl"
        if let argument = call.arguments.first {
            guard let given = value(argument, depth: depth).whole, !given.isEmpty else { return .unknown }
            name = given
        }
        if let found = reader.find(name, above: folder).last, reader.exists(found) {
            return .whole(KnownText.absolute(found))
        }
        return call.arguments.count > 1 ? value(call.arguments[1], depth: depth) : .unknown
    }
}
