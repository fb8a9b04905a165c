/// Looks for branches of one alternation that match nothing that another branch does not match.
struct BranchComparison {
    /// A branch and the branch that makes it superfluous.
    struct Shadow {
        var branch: SyntaxNode
        var by: SyntaxNode
    }

    /// More branches with repeats or classes than this are not compared with each other; literals always are.
    private static let largestComparison = 64

    private struct Compiled {
        var branch: SyntaxNode
        var automaton: Automaton
        var example: [UInt8]
    }

    private var literals: [(branch: SyntaxNode, bytes: [UInt8])] = []
    private var others: [Compiled] = []

    init(_ branches: [SyntaxNode], limits: PatternLimits) {
        for branch in branches where branch.kind != .empty {
            if let bytes = branch.literalBytes {
                literals.append((branch, bytes))
            } else if others.count < Self.largestComparison, let compiled = Self.compile(branch, limits: limits) {
                others.append(compiled)
            }
        }
    }

    /// Every superfluous branch once; of two that match the same, the later one.
    var shadows: [Shadow] {
        literalShadows + others.indices.compactMap(shadow)
    }

    private var literalShadows: [Shadow] {
        var firsts: [[UInt8]: SyntaxNode] = [:]
        var shadows: [Shadow] = []
        for (branch, bytes) in literals {
            if let first = firsts[bytes] ?? others.first(where: { $0.automaton.accepts(sequence: bytes) })?.branch {
                shadows.append(Shadow(branch: branch, by: first))
            } else {
                firsts[bytes] = branch
            }
        }
        return shadows
    }

    private func shadow(of index: Int) -> Shadow? {
        for other in others.indices where other != index {
            guard includes(other, index), other < index || !includes(index, other) else { continue }
            return Shadow(branch: others[index].branch, by: others[other].branch)
        }
        return nil
    }

    private func includes(_ wider: Int, _ narrower: Int) -> Bool {
        guard others[wider].automaton.accepts(sequence: others[narrower].example) else { return false }
        let search = ProductSearch(
            others[narrower].automaton,
            others[wider].automaton,
            goal: .leftOnly,
            pairLimit: 10_000
        )
        if case .none = search.shortest(of: ReadableBytes.all) { return true }
        return false
    }

    private static func compile(_ branch: SyntaxNode, limits: PatternLimits) -> Compiled? {
        guard let automaton = try? Automaton(branch, limits: limits) else { return nil }
        let search = ProductSearch(automaton, .nothing, goal: .leftOnly, pairLimit: .max)
        guard case .found(let example) = search.shortest(of: ReadableBytes.all) else { return nil }
        return Compiled(branch: branch, automaton: automaton, example: example)
    }
}

extension SyntaxNode {
    /// The one value that the part matches, when it is written out.
    fileprivate var literalBytes: [UInt8]? {
        switch kind {
        case .empty, .anchor: return []
        case .byte(let byte): return [byte]
        case .scalar(let scalar): return UTF8Encoding(scalar).bytes
        case .group(let body): return body.literalBytes
        case .concatenation(let items):
            var bytes: [UInt8] = []
            for item in items {
                guard let more = item.literalBytes else { return nil }
                bytes += more
            }
            return bytes
        case .scalars, .alternation, .repetition: return nil
        }
    }
}
