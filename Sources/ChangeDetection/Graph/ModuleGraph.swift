public import Git
import RunProtocol

/// The modules of a commit, and which depends on which.
public struct ModuleGraph: Sendable {
    /// The modules by folder.
    public internal(set) var modules: [GitPath: Module]
    /// The folders with files of Terraform or Terragrunt, whether or not they are modules.
    let configured: Set<GitPath>
    /// The folders that have files, and those above them.
    let folders: Set<GitPath>

    /// Reads the modules of a snapshot.
    ///
    /// - Parameters:
    ///   - snapshot: the files.
    ///   - accounts: the folders of the accounts, where there are any: a folder of Terraform without a backend is a module
    ///     only in one of them.
    init(_ snapshot: Snapshot, accounts: Set<String>?) {
        let parsed = ParsedFiles(snapshot)
        let terraform = TerraformReader(parsed)
        let terragrunt = TerragruntReader(parsed)
        var modules: [GitPath: Module] = [:]
        var included: Set<GitPath> = []
        var plain: [GitPath] = []
        var configured: Set<GitPath> = []
        for (folder, files) in snapshot.listing {
            let contents = FolderContents(files)
            guard contents != .other else { continue }
            configured.insert(folder)
            switch contents {
            case .terragrunt:
                guard let frame = terragrunt.module(folder) else { continue }
                let module = TerragruntModule(frame)
                included.formUnion(module.included)
                modules[folder] = Module(terragrunt: folder, module, terraform)
            case .stack: modules[folder] = Module(stack: folder)
            case .terraform, .other: plain.append(folder)
            }
        }
        // A file that others include (the root's, often) is no module of its own.
        for file in included { modules[file.folder] = file.isNamed("terragrunt.hcl") ? nil : modules[file.folder] }
        let sources = Set(plain.flatMap { terraform.folder($0).sources } + modules.values.flatMap(\.sourceFolders))
        for folder in plain {
            let isModule =
                terraform.folder(folder).hasBackend
                || !sources.contains(folder) && Self.isDeployable(folder, accounts)
            if isModule { modules[folder] = Module(terraform: folder, terraform) }
        }
        self.modules = modules.mapValues { $0.following(snapshot) }
        self.configured = configured
        folders = snapshot.folders
        connect()
    }

    /// Whether a folder of Terraform without a backend can be meant to be run: not where shared code lies.
    private static func isDeployable(_ folder: GitPath, _ accounts: Set<String>?) -> Bool {
        guard !folder.parts.contains(where: { $0.elementsEqual("modules".utf8) }) else { return false }
        return accounts?.contains(folder.account) ?? true
    }

    /// Finds the modules behind the names of folders and of states.
    private mutating func connect() {
        var keepers: [StateLocation: [GitPath]] = [:]
        for module in modules.values {
            if let state = module.state { keepers[state, default: []].append(module.folder) }
        }
        for (folder, module) in modules {
            let named = module.named.filter { modules[$0] != nil }
            let read = module.remoteStates.flatMap { keepers[$0] ?? [] }
            let dependencies = Set(named + read).subtracting([folder])
            if !dependencies.isEmpty { modules[folder]?.dependencies = dependencies.sorted() }
        }
    }
}

/// What kind of folder its files make it.
private enum FolderContents {
    case terragrunt
    case stack
    case terraform
    case other

    init(_ files: [GitPath]) {
        if files.contains(where: { $0.isNamed("terragrunt.hcl") }) {
            self = .terragrunt
        } else if files.contains(where: { $0.isNamed("terragrunt.stack.hcl") }) {
            self = .stack
        } else if files.contains(where: { $0.hasSuffix(".tf") || $0.hasSuffix(".tf.json") }) {
            self = .terraform
        } else {
            self = .other
        }
    }
}

extension GitPath {
    /// The account that a module belongs to: the first part of its path.
    public var account: String { parts.first.map { String(decoding: $0, as: UTF8.self) } ?? "." }
}

extension Module {
    fileprivate var sourceFolders: [GitPath] {
        places.compactMap { place in
            guard case .folder(let path) = place, path != folder else { return nil }
            return path
        }
    }

    /// The same module, reading behind symbolic links as well.
    fileprivate func following(_ snapshot: Snapshot) -> Module {
        guard snapshot.hasLinks else { return self }
        var more: Set<Place> = []
        for place in places { more.formUnion(snapshot.behindLinks(place)) }
        return more.isEmpty ? self : reading(more)
    }
}
