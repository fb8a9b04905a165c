import Git
import HCL

/// What names and functions mean in the files of a folder of Terraform.
struct TerraformScope: PathScope {
    let folder: GitPath
    let locals: [String: HCLExpression]

    func value(of name: String, _ steps: ArraySlice<HCLTraversalStep>, depth: Int) -> PathValue {
        guard let step = steps.first, let member = Self.name(step) else { return .unknown }
        switch (name, member) {
        case ("path", "module"): return .whole(KnownText.absolute(folder))
        case ("path", "root"), ("path", "cwd"): return .whole(KnownText.rootModule)
        case ("local", _):
            guard let expression = locals[member] else { return .unknown }
            return follow(steps.dropFirst(), from: value(expression, depth: depth), depth)
        default: return .unknown
        }
    }

    func call(_ call: HCLCall, depth: Int) -> PathValue { .unknown }
}
