/// A pattern as it was read, with the bytes of the source that each part takes.
struct SyntaxNode: Hashable, Sendable {
    var kind: Kind
    var range: Range<Int>

    indirect enum Kind: Hashable, Sendable {
        /// An empty branch or group.
        case empty
        case scalar(UInt32)
        /// A byte of the source that is not UTF-8 and stands for itself.
        case byte(UInt8)
        /// The dot, a class in brackets, or a class escape.
        case scalars(ScalarClass, as: ClassForm)
        case anchor(Anchor)
        case group(SyntaxNode)
        case concatenation([SyntaxNode])
        case alternation([SyntaxNode])
        case repetition(SyntaxNode, Repeat)
    }

    enum ClassForm: Hashable, Sendable {
        case dot
        case brackets(WrittenClass)
        case escape
    }

    /// What stands between brackets, as it was written.
    struct WrittenClass: Hashable, Sendable {
        var isNegated: Bool
        var items: [ClassItem]
    }

    /// A character or a range of a class in brackets; a class escape has no bounds.
    struct ClassItem: Hashable, Sendable {
        var bounds: ClosedRange<UInt32>?
        var range: Range<Int>
    }

    enum Anchor: Hashable, Sendable {
        case start
        case end
    }
}

/// How often a part may come: at least `minimum` times, at most `maximum` when there is one.
struct Repeat: Hashable, Sendable {
    var minimum: Int
    var maximum: Int?
}
