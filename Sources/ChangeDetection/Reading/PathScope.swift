import HCL

/// Where an expression stands: what names and functions mean there.
protocol PathScope {
    /// What a name is worth, and what is reached from it.
    func value(of name: String, _ steps: ArraySlice<HCLTraversalStep>, depth: Int) -> PathValue

    /// What a function returns that is not one of the common ones.
    func call(_ call: HCLCall, depth: Int) -> PathValue
}

/// The longest path that Linux takes, in bytes.
private let longestPath = 4096

extension PathScope {
    /// What an expression is worth.
    ///
    /// Nothing is run: what cannot be known from the files alone is unknown. `depth` is how many names have been followed
    /// already; a circle of them ends somewhere.
    func value(_ expression: HCLExpression, depth: Int = 0) -> PathValue {
        guard depth < 32 else { return .unknown }
        switch expression.kind {
        case .string(let text), .number(let text): return .whole(text)
        case .bool(let value): return .whole(value ? "true" : "false")
        case .template(let parts): return .text(text(parts, depth))
        case .parenthesised(let inner): return value(inner, depth: depth)
        case .object(let items): return .object(items, self)
        case .variable(let name): return value(of: name, [], depth: depth + 1)
        case .traversal(let root, let steps): return value(root, steps[...], depth + 1)
        case .call(let call): return common(call, depth + 1) ?? self.call(call, depth: depth + 1)
        default: return .unknown
        }
    }

    private func value(_ root: HCLExpression, _ steps: ArraySlice<HCLTraversalStep>, _ depth: Int) -> PathValue {
        if case .variable(let name) = root.kind { return value(of: name, steps, depth: depth) }
        return follow(steps, from: value(root, depth: depth), depth)
    }

    /// What is reached from a value.
    func follow(_ steps: ArraySlice<HCLTraversalStep>, from value: PathValue, _ depth: Int) -> PathValue {
        guard let step = steps.first else { return value }
        guard depth < 32, let name = Self.name(step) else { return .unknown }
        switch value {
        case .object(let items, let scope):
            guard let item = items.last(where: { $0.name == name }) else { return .unknown }
            return follow(steps.dropFirst(), from: scope.value(item.value, depth: depth + 1), depth + 1)
        case .configuration(let frame): return frame.member(steps, depth: depth + 1)
        case .text, .unknown: return .unknown
        }
    }

    static func name(_ step: HCLTraversalStep) -> String? {
        switch step {
        case .attribute(let name): name
        case .index(let index): index.string
        case .attributeSplat, .splat: nil
        }
    }

    private func text(_ parts: [HCLTemplatePart], _ depth: Int) -> KnownText {
        var known = KnownText(text: "", isWhole: true)
        for part in parts where known.isWhole {
            switch part {
            case .literal(let text): known.text += text
            case .interpolation(let expression):
                guard case .text(let inner) = value(expression, depth: depth + 1) else {
                    known.isWhole = false
                    continue
                }
                known.text += inner.text
                known.isWhole = inner.isWhole
            case .condition, .loop: known.isWhole = false
            }
            // Values inside of values grow without end, and no path is longer than this.
            if known.text.utf8.count > longestPath { known.isWhole = false }
        }
        return known
    }

    /// Functions that Terraform and Terragrunt share and that paths are made with.
    private func common(_ call: HCLCall, _ depth: Int) -> PathValue? {
        switch call.name {
        case "dirname":
            guard let text = call.arguments.first.flatMap({ value($0, depth: depth).whole }) else { return .unknown }
            guard let slash = text.lastIndex(of: "/") else { return .whole(".") }
            return .whole(String(text[..<slash]))
        case "basename":
            guard let text = call.arguments.first.flatMap({ value($0, depth: depth).whole }) else { return .unknown }
            return .whole(text.split(separator: "/").last.map(String.init) ?? "")
        case "abspath", "pathexpand", "trimspace", "tostring", "nonsensitive":
            return call.arguments.first.map { value($0, depth: depth) } ?? .unknown
        case "format": return format(call.arguments, depth)
        case "join": return join(call.arguments, depth)
        default: return nil
        }
    }

    /// `format("%s/%s.hcl", a, b)`.
    private func format(_ arguments: [HCLExpression], _ depth: Int) -> PathValue {
        guard let first = arguments.first, let pattern = value(first, depth: depth).whole else { return .unknown }
        let pieces = pattern.split(separator: "%s", omittingEmptySubsequences: false)
        guard pieces.count == arguments.count else { return .unknown }
        var parts: [HCLTemplatePart] = [.literal(String(pieces[0]))]
        for (argument, piece) in zip(arguments.dropFirst(), pieces.dropFirst()) {
            parts += [.interpolation(argument), .literal(String(piece))]
        }
        return .text(text(parts, depth))
    }

    /// `join("/", [a, b])`.
    private func join(_ arguments: [HCLExpression], _ depth: Int) -> PathValue {
        guard arguments.count == 2, let separator = value(arguments[0], depth: depth).whole,
            case .tuple(let items) = arguments[1].unwrapped.kind
        else { return .unknown }
        let parts = items.enumerated().flatMap { index, item in
            (index == 0 ? [] : [HCLTemplatePart.literal(separator)]) + [.interpolation(item)]
        }
        return .text(text(parts, depth))
    }
}
