/// The pieces of a text while it is read, with what `~` and `<<-` take away from them.
struct TemplatePieces {
    private var pieces: [TemplatePiece] = []

    /// Whether the last sequence ended with `~}`: the blanks at the beginning of a text right after it are dropped.
    var trimsNext = false

    mutating func append(_ kind: TemplatePiece.Kind, at offset: Int) {
        var piece = TemplatePiece(kind: kind, offset: offset)
        if trimsNext, let text = piece.literal {
            piece.kind = .literal(String(text.unicodeScalars.drop(while: \.properties.isWhitespace)))
        }
        trimsNext = false
        pieces.append(piece)
    }

    /// Drops the blanks at the end of a text right before a sequence that begins with `~`.
    mutating func trimLast() {
        guard let text = pieces.last?.literal else { return }
        var scalars = Substring(text).unicodeScalars
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        pieces[pieces.count - 1].kind = .literal(String(scalars))
    }

    /// Drops from every line as many blanks as the least indented line begins with; blank lines do not count.
    mutating func removeIndentation() {
        var lineStarts: [Int] = []
        var smallest = Int.max
        var startsLine = true
        for (index, piece) in pieces.enumerated() {
            if startsLine {
                let text = piece.literal ?? ""
                let blanks = text.unicodeScalars.prefix(while: \.properties.isWhitespace)
                if blanks.endIndex < text.endIndex || !text.utf8.hasFinalNewline {
                    smallest = min(smallest, blanks.count)
                    lineStarts.append(index)
                }
            }
            startsLine = piece.literal?.utf8.hasFinalNewline ?? false
        }
        for index in lineStarts {
            guard let text = pieces[index].literal else { continue }
            pieces[index].kind = .literal(String(text.unicodeScalars.dropFirst(smallest)))
        }
    }

    /// The pieces with neighbouring texts made one.
    var melded: [TemplatePiece] {
        var melded: [TemplatePiece] = []
        var text: (String, offset: Int)?
        for piece in pieces {
            if let more = piece.literal {
                text = ((text?.0 ?? "") + more, text?.offset ?? piece.offset)
                continue
            }
            if let (whole, offset) = text { melded.append(TemplatePiece(kind: .literal(whole), offset: offset)) }
            text = nil
            melded.append(piece)
        }
        if let (whole, offset) = text { melded.append(TemplatePiece(kind: .literal(whole), offset: offset)) }
        return melded
    }
}

extension String.UTF8View {
    fileprivate var hasFinalNewline: Bool { last == UInt8(ascii: "\n") }
}
