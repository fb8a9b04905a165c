import Patterns

/// Compares the values that an option may have under two sets of rules.
struct ValueComparison {
    /// What came of a comparison.
    enum Outcome: Hashable {
        /// Every value that is allowed now was allowed before.
        case nothingNew
        /// This value is newly allowed.
        case newValue(ByteString)
        /// The patterns are too large to be compared.
        case undecided
    }

    let old: OptionPermission.Values?
    let new: OptionPermission.Values

    /// A value that is newly allowed, one without a dash first if there is one.
    var outcome: Outcome {
        let plain = witness(excluding: [Self.dashed] + (old.map { [Self.source($0.pattern)] } ?? []))
        guard plain == .nothingNew, new.dash == .accepted else { return plain }
        let before = old.flatMap { $0.dash == .accepted ? Self.source($0.pattern) : nil }
        return witness(excluding: [Self.notDashed] + (before.map { [$0] } ?? []))
    }

    /// A value that both allow, and that begins with no dash.
    var common: ByteString? {
        guard let old, let allowed = try? Pattern(Self.source(new.pattern)) else { return nil }
        guard let before = try? Pattern(Self.source(old.pattern)) else { return nil }
        guard let value = try? allowed.intersects(before) else { return nil }
        return ByteString(value)
    }

    private func witness(excluding excluded: [[UInt8]]) -> Outcome {
        do {
            let allowed = try Pattern(Self.source(new.pattern))
            let others = try Pattern(Pattern.alternation(of: excluded + [Self.hazardous]))
            let value = try Pattern.witness(allowedBy: allowed, notBy: others)
            return value.map { .newValue(ByteString($0)) } ?? .nothingNew
        } catch {
            return .undecided
        }
    }

    private static func source(_ pattern: Pattern?) -> [UInt8] {
        pattern?.source ?? Array(#"[\s\S]*"#.utf8)
    }

    private static let dashed = Array(#"-[\s\S]*"#.utf8)
    /// A bare `--` is refused everywhere, so it counts with what is not asked for.
    private static let notDashed = Array(#"(?:[^-][\s\S]*)?|--"#.utf8)

    /// Every text with a character in it that the gate refuses.
    private static let hazardous: [UInt8] = {
        let ranges = TextHazard.refusedRanges.map { range in
            String(Unicode.Scalar(range.lowerBound) ?? "\u{0}") + "-"
                + String(Unicode.Scalar(range.upperBound) ?? "\u{0}")
        }
        return Array(#"[\s\S]*["#.utf8) + Array(ranges.joined().utf8) + Array(#"][\s\S]*"#.utf8)
    }()
}
