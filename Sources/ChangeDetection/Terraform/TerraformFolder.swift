import Git
import HCL

/// A folder of Terraform: what its files say that leads to other files and to other modules.
struct TerraformFolder {
    let path: GitPath
    /// The folders of the modules that it calls by a local path.
    private(set) var sources: [GitPath] = []
    /// Other places that it reads; those that begin with the root module's folder depend on who calls it.
    private(set) var reads: [Read] = []
    /// Where its own state lies, as far as that is known.
    private(set) var state: StateLocation?
    /// Whether it says where its state lies, known or not: then it is run by itself.
    private(set) var hasBackend = false
    /// The states that it reads.
    private(set) var remoteStates: [StateLocation] = []
    /// Its files that could not be read.
    private(set) var problems: [Unreadable] = []

    /// A place as it is written.
    struct Read {
        let text: KnownText
        let isFolder: Bool
    }

    /// Reads the files of a folder.
    ///
    /// Files of variables and outputs name no other. Those are not parsed; one with a resource is, as it may hold anything,
    /// and a mistake in it is found.
    init(_ path: GitPath, in parsed: ParsedFiles) {
        self.path = path
        let files = (parsed.snapshot.listing[path] ?? []).filter { file in
            file.hasSuffix(".tf") && (parsed.snapshot.text(file).map(Self.namesOthers) ?? false)
        }
        var bodies: [HCLBody] = []
        for file in files {
            switch parsed.body(file) {
            case .success(let body): bodies.append(body)
            case .failure(let error): problems.append(Unreadable(file, error))
            case nil: break
            }
        }
        var locals: [String: HCLExpression] = [:]
        for attribute in bodies.flatMap({ $0.blocks("locals") }).flatMap(\.body.attributes) {
            locals[attribute.name] = attribute.expression
        }
        let scope = TerraformScope(folder: path, locals: locals)
        for body in bodies { read(body, scope) }
    }

    /// Words without which a file names no other.
    private static func namesOthers(_ text: ArraySlice<UInt8>) -> Bool {
        text.holds("source") || text.holds("backend") || text.holds("cloud") || text.holds("file")
            || text.holds("locals") || text.holds("path.")
    }

    private mutating func read(_ body: HCLBody, _ scope: TerraformScope) {
        for block in body.blocks("module") {
            guard let source = block.body.attribute("source")?.expression.string else { continue }
            // Terraform takes only these for paths: https://developer.hashicorp.com/terraform/language/modules/sources
            guard source.hasPrefix("./") || source.hasPrefix("../"), let folder = path.appending(source) else {
                continue
            }
            sources.append(folder)
        }
        for block in body.blocks("terraform") { readSettings(block.body, scope) }
        for block in body.blocks("data") where block.labels.first == "terraform_remote_state" {
            guard let kind = block.body.attribute("backend")?.expression.string,
                let settings = block.body.attribute("config").flatMap({ BackendSettings($0.expression) }),
                let state = StateLocation(kind, settings, in: scope)
            else { continue }
            remoteStates.append(state)
        }
        body.walk { readPlaces($0, scope) }
    }

    private mutating func readSettings(_ settings: HCLBody, _ scope: TerraformScope) {
        for block in settings.blocks where block.type == "backend" || block.type == "cloud" {
            hasBackend = true
            state = StateLocation(block.labels.first ?? "cloud", BackendSettings(block.body), in: scope)
        }
    }

    private mutating func readPlaces(_ expression: HCLExpression, _ scope: TerraformScope) {
        switch expression.kind {
        case .call(let call):
            guard let kind = ReadingFunctions.kind(call.name), let argument = call.arguments.first,
                case .text(let text) = scope.value(argument)
            else { return }
            reads.append(Read(text: text.inRootModule, isFolder: kind == .folder))
        case .template(let parts):
            // "${path.module}/../lambda": whoever takes it (archive_file, say), it is read.
            guard case .interpolation(let first) = parts.first, case .traversal(let root, _) = first.kind,
                case .variable("path") = root.kind, case .text(let text) = scope.value(expression)
            else { return }
            reads.append(Read(text: text, isFolder: true))
        default: return
        }
    }
}

extension KnownText {
    /// A relative path as Terraform reads it: from the folder where it was started.
    fileprivate var inRootModule: KnownText {
        let isRelative = text.first != "/" && !text.hasPrefix(Self.repository) && !text.hasPrefix(Self.rootModule)
        return isRelative ? KnownText(text: "\(Self.rootModule)/\(text)", isWhole: isWhole) : self
    }
}
