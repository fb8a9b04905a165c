public import Git

/// A folder that is planned and applied by itself.
public struct Module: Sendable {
    /// Where it is.
    public let folder: GitPath
    /// What runs it.
    public let tool: Tool
    /// The modules that it depends on, sorted.
    public internal(set) var dependencies: [GitPath] = []
    /// Its files that could not be read, and so what they lead to.
    public let unreadable: [Unreadable]
    /// What it reads.
    private(set) var places: Set<Place>
    /// Where its state lies, as far as that is known.
    let state: StateLocation?
    /// The folders of the modules that it names as dependencies.
    let named: [GitPath]
    /// The states that it reads.
    let remoteStates: [StateLocation]

    /// What runs a module.
    public enum Tool: String, Sendable, Hashable {
        /// Terraform.
        case terraform
        /// Terragrunt.
        case terragrunt
        /// A stack of Terragrunt, which the runner's scripts do not run.
        case stack
    }
}

extension Module {
    /// A module of Terraform.
    init(terraform folder: GitPath, _ terraform: TerraformReader) {
        let closure = terraform.closure(of: folder)
        self.folder = folder
        tool = .terraform
        unreadable = closure.flatMap(\.problems)
        places = Self.places(closure, root: folder)
        let own = closure.first
        state = own?.state?.from(folder) ?? (own?.hasBackend == false ? .beside(folder) : nil)
        named = []
        remoteStates = closure.flatMap(\.remoteStates).map { $0.from(folder) }
    }

    /// A module of Terragrunt.
    init(terragrunt folder: GitPath, _ module: TerragruntModule, _ terraform: TerraformReader) {
        // Its own files of Terraform, if any, and those of the local folder that it copies.
        let closure = ([folder] + [module.source].compactMap(\.self)).flatMap { terraform.closure(of: $0) }
        self.folder = folder
        tool = .terragrunt
        unreadable = module.problems + closure.flatMap(\.problems)
        places = module.places.union(Self.places(closure, root: folder))
        state = module.state?.from(folder)
        named = module.dependencies
        remoteStates = closure.flatMap(\.remoteStates).map { $0.from(folder) }
    }

    /// A folder with a stack of Terragrunt.
    init(stack folder: GitPath) {
        self.folder = folder
        tool = .stack
        unreadable = []
        places = [.folder(folder)]
        state = nil
        named = []
        remoteStates = []
    }

    /// The same module, reading more places.
    func reading(_ more: Set<Place>) -> Module {
        var module = self
        module.places.formUnion(more)
        return module
    }

    private static func places(_ closure: [TerraformFolder], root: GitPath) -> Set<Place> {
        var places: Set<Place> = []
        for folder in closure {
            places.insert(.folder(folder.path))
            for read in folder.reads {
                guard let place = Place(read.text, from: root, root: root, .file) else { continue }
                places.insert(place)
                if read.isFolder, case .file(let path) = place { places.insert(.folder(path)) }
            }
        }
        return places
    }
}
