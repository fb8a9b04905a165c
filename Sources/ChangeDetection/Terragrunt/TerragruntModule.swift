import Git
import HCL

/// A module of Terragrunt, with everything that its file and those it includes and reads lead to.
struct TerragruntModule {
    /// The files and folders that it reads.
    private(set) var places: Set<Place> = []
    /// The files that it includes.
    private(set) var included: Set<GitPath> = []
    /// The folders that it depends on.
    private(set) var dependencies: [GitPath] = []
    /// The local folder of Terraform that it runs.
    private(set) var source: GitPath?
    /// Where its state lies, as far as that is known.
    private(set) var state: StateLocation?
    /// Its files that could not be read.
    private(set) var problems: [Unreadable] = []
    private let folder: GitPath

    init(_ frame: TerragruntFrame) {
        folder = frame.folder
        var visited: Set<GitPath> = []
        collect(frame, &visited)
    }

    private mutating func collect(_ frame: TerragruntFrame, _ visited: inout Set<GitPath>) {
        let file = frame.file
        guard visited.insert(file.path).inserted else { return }
        places.insert(.file(file.path))
        if let problem = file.problem { problems.append(problem) }
        for call in file.calls { collect(call, in: frame, &visited) }
        for expression in file.variableFiles { collect(expression, in: frame) }
        for expression in file.dependencies { dependencies += candidates(expression, in: frame) }
        if source == nil, let expression = file.source { source = localSource(expression, in: frame) }
        if state == nil, let (backend, settings) = file.state {
            state = StateLocation(backend, settings, in: frame)
        }
        for include in file.includes {
            guard let path = frame.place(include.path) else { continue }
            places.insert(.file(path))
            included.insert(path)
            if let parent = frame.included(include.path) { collect(parent, &visited) }
        }
    }

    private mutating func collect(_ call: HCLCall, in frame: TerragruntFrame, _ visited: inout Set<GitPath>) {
        switch call.name {
        case "find_in_parent_folders":
            let name = call.arguments.first.map { frame.value($0).whole } ?? "terragrunt.hcl"
            for place in name.map({ frame.reader.find($0, above: frame.folder) }) ?? [] { places.insert(.file(place)) }
        case "read_terragrunt_config":
            guard let argument = call.arguments.first else { return }
            collect(argument, in: frame)
            guard case .configuration(let read) = frame.call(call, depth: 0) else { return }
            collectRead(read, &visited)
        default:
            guard let argument = call.arguments.first, let kind = ReadingFunctions.kind(call.name) else { return }
            collect(argument, in: frame, kind)
        }
    }

    /// What a file leads to that is read for its values only: it has no say in source, state and dependencies.
    private mutating func collectRead(_ frame: TerragruntFrame, _ visited: inout Set<GitPath>) {
        guard visited.insert(frame.file.path).inserted else { return }
        places.insert(.file(frame.file.path))
        if let problem = frame.file.problem { problems.append(problem) }
        for call in frame.file.calls { collect(call, in: frame, &visited) }
        for include in frame.file.includes {
            guard let parent = frame.included(include.path) else { continue }
            places.insert(.file(parent.file.path))
            collectRead(parent, &visited)
        }
    }

    private mutating func collect(
        _ expression: HCLExpression,
        in frame: TerragruntFrame,
        _ kind: ReadingFunctions.Kind = .file
    ) {
        guard case .text(let text) = frame.value(expression) else { return }
        if let place = Place(text, from: frame.folder, root: folder, kind) { places.insert(place) }
    }

    /// The folders that a dependency may mean: a relative path in an included file has been read from the module's folder
    /// by most versions, from the included file's by others.
    private func candidates(_ expression: HCLExpression, in frame: TerragruntFrame) -> [GitPath] {
        guard case .text(let text) = frame.value(expression), text.isWhole else { return [] }
        let places = [frame.folder, frame.file.path.folder].compactMap { text.place(from: $0, root: folder) }
        let found = places.first { frame.reader.file($0.appending("terragrunt.hcl") ?? $0) != nil } ?? places.first
        return found.map { $0.hasSuffix(".hcl") ? [$0.folder] : [$0] } ?? []
    }

    private func localSource(_ expression: HCLExpression, in frame: TerragruntFrame) -> GitPath? {
        guard case .text(let text) = frame.value(expression), text.isWhole,
            let path = text.text.split(separator: "?", maxSplits: 1).first
        else { return nil }
        let isLocal = path.hasPrefix(".") || path.hasPrefix(KnownText.repository)
        guard isLocal else { return nil }
        let known = KnownText(text: String(path), isWhole: true)
        let places = [frame.folder, frame.file.path.folder].compactMap { known.place(from: $0, root: folder) }
        return places.first(where: frame.reader.exists) ?? places.first
    }
}

extension Place {
    /// The place that a text names; `nil` when it is outside of the repository, or not known at all.
    init?(_ text: KnownText, from folder: GitPath, root: GitPath, _ kind: ReadingFunctions.Kind) {
        guard text.isWhole else {
            guard !text.text.isEmpty, let start = text.place(from: folder, root: root), !start.isRoot else {
                return nil
            }
            // "data/${name}": everything in data; "data/app-${name}": what begins so.
            self = text.text.hasSuffix("/") ? .folder(start) : .beginning(start)
            return
        }
        guard let place = text.place(from: folder, root: root) else { return nil }
        self = kind == .folder ? .folder(place) : .file(place)
    }
}
