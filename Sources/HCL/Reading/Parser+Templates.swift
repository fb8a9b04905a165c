extension Parser {
    /// Reads what follows a quote, to the quote that ends it.
    mutating func quotedText(_ open: Token) throws(HCLError) -> HCLExpression {
        if let plain = plainText(open) { return plain }
        var pieces = TemplatePieces()
        while true {
            guard let byte = scanner.byte(index) else { throw failure(.unclosed(.string), at: open.range.lowerBound) }
            switch byte {
            case UInt8(ascii: "\""):
                move(to: index + 1)
                return try text(of: pieces, from: open)
            case UInt8(ascii: "$"), UInt8(ascii: "%"):
                try sequence(into: &pieces)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw failure(.unclosed(.string), at: open.range.lowerBound)
            default:
                pieces.append(.literal(try quotedRun()), at: index)
            }
        }
    }

    /// The text after a quote, when nothing in it stands for something else: most texts are so.
    private mutating func plainText(_ open: Token) -> HCLExpression? {
        var end = index
        while let byte = scanner.byte(end) {
            switch byte {
            case UInt8(ascii: "\""):
                let text = scanner.text(index..<end)
                move(to: end + 1)
                return HCLExpression(kind: .string(text), range: open.range.lowerBound..<index)
            case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                0x80...:
                return nil
            default:
                end += 1
            }
        }
        return nil
    }

    /// Reads text and escapes to the next sign that may mean more.
    private mutating func quotedRun() throws(HCLError) -> String {
        var text: [UInt8] = []
        while let byte = scanner.byte(index) {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            default:
                let end = try plainEnd()
                text.append(contentsOf: scanner.bytes[index..<end])
                move(to: end)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The end of the characters here that mean themselves.
    private func plainEnd() throws(HCLError) -> Int {
        var end = index
        while let byte = scanner.byte(end) {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
                UInt8(ascii: "\\"):
                return end
            case ..<0x80:
                end += 1
            default:
                guard let length = UTF8Form.length(in: scanner.bytes, at: end) else {
                    throw scanner.invalidCharacter(at: end)
                }
                end += length
            }
        }
        return end
    }

    private mutating func escape(into text: inout [UInt8]) throws(HCLError) {
        let start = index
        guard let letter = scanner.byte(start + 1) else { throw failure(.invalidEscape("\\"), at: start) }
        switch letter {
        case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
        case UInt8(ascii: "u"): return try numberedCharacter(digits: 4, into: &text)
        case UInt8(ascii: "U"): return try numberedCharacter(digits: 8, into: &text)
        default:
            let length = UTF8Form.length(in: scanner.bytes, at: start + 1) ?? 0
            throw failure(.invalidEscape(scanner.text(start..<start + 1 + length)), at: start)
        }
        move(to: start + 2)
    }

    private mutating func numberedCharacter(digits: Int, into text: inout [UInt8]) throws(HCLError) {
        let start = index
        let end = min(start + 2 + digits, scanner.bytes.count)
        let hexadecimal = scanner.bytes[start + 2..<end].prefix(while: ByteClass.isHexadecimal)
        guard hexadecimal.count == digits,
            let value = UInt32(String(decoding: hexadecimal, as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else {
            throw failure(.invalidEscape(scanner.text(start..<hexadecimal.endIndex)), at: start)
        }
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
        move(to: end)
    }

    /// The pieces as one expression.
    func text(of pieces: TemplatePieces, from open: Token) throws(HCLError) -> HCLExpression {
        var assembly = TemplateAssembly(pieces: pieces.melded, scanner: scanner)
        let parts = try assembly.parts()
        let range = open.range.lowerBound..<index
        if parts.isEmpty { return HCLExpression(kind: .string(""), range: range) }
        if parts.count == 1, case .literal(let text) = parts[0] {
            return HCLExpression(kind: .string(text), range: range)
        }
        return HCLExpression(kind: .template(parts), range: range)
    }
}
