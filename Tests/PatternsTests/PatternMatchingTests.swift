import Fixtures
import Patterns
import Testing

/// The forms in which a value can be given, and values that are not text.
struct PatternMatchingTests {
    @Test func `every form of the same bytes gets the same answer`() throws {
        let pattern = try Pattern("[a-z]+-[0-9]{2}")
        for value in ["plan-42", "plan-4", "plan-42\n", ""] {
            let bytes = Array(value.utf8)
            let expected = value == "plan-42"
            #expect(pattern.matches(bytes) == expected)
            #expect(pattern.matches((Array("xx".utf8) + bytes + Array("yy".utf8))[2..<(2 + bytes.count)]) == expected)
            #expect(pattern.matches(value.utf8) == expected)
            #expect(pattern.matches(AnySequence(bytes)) == expected)
            #expect(bytes.withUnsafeBufferPointer { pattern.matches($0) } == expected)
        }
    }

    static let notUTF8: [[UInt8]] = [
        [0xC3], [0xA9], [0xC3, 0x28], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ]

    @Test(arguments: notUTF8)
    func `bytes that are not UTF-8 are matched by no class and no dot`(bytes: [UInt8]) throws {
        for source in [".", ".*", #"[\s\S]*"#, "[^a]", "[^a]*", #"\W*"#, #"\D+"#, "[\u{80}-\u{10FFFF}]"] {
            #expect(try !Pattern(source).matches(bytes), "\(source)")
        }
    }

    @Test func `a byte of the source that is not UTF-8 stands for itself`() throws {
        let pattern = try Pattern([UInt8(ascii: "a"), 0xFF, UInt8(ascii: "+")])
        #expect(pattern.matches([0x61, 0xFF]))
        #expect(pattern.matches([0x61, 0xFF, 0xFF]))
        #expect(!pattern.matches([0x61, 0xC3, 0xBF]))
        #expect(!pattern.matches(Array("a\u{FF}".utf8)))
    }

    @Test(arguments: notUTF8)
    func `bytes of a source that are not UTF-8 stand for themselves, and for no other form of them`(
        bytes: [UInt8]
    ) throws {
        let pattern = try Pattern(Pattern.escaping(bytes))
        #expect(pattern.matches(bytes))
        #expect(pattern.shortestMatch() == bytes)
    }

    @Test func `the dot matches every Unicode scalar but the newline, and a class exactly its own`() throws {
        let dot = try Pattern(".")
        let greek = try Pattern("[\u{3B1}-\u{3C9}]")
        let notGreek = try Pattern("[^\u{3B1}-\u{3C9}]")
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x10_FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isGreek = (0x3B1...0x3C9).contains(value)
            let answers = String(scalar).utf8.withContiguousStorageIfAvailable {
                (dot.matches($0), greek.matches($0), notGreek.matches($0))
            }
            guard let answers, answers == (value != 0x0A, isGreek, !isGreek) else {
                wrong.append(value)
                continue
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test func `ranges over any part of Unicode match what lies between their ends`() throws {
        var generator = SeededGenerator(seed: 7)
        let edges: [UInt32] = [
            0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x1_0000, 0x3_FFFF, 0x10_FFFF,
        ]
        func value() -> UInt32 {
            guard generator.oneIn(2) else { return UInt32(generator.below(0x11_0000)) }
            return UInt32(clamping: Int(generator.pick(edges)) + generator.below(3) - 1)
        }
        for _ in 0..<300 {
            let ends = [value(), value()].compactMap(Unicode.Scalar.init).sorted()
            guard ends.count == 2, ends.allSatisfy({ $0.value >= 0x80 && $0.value <= 0x10_FFFF }) else { continue }
            let pattern = try Pattern("[\(ends[0])-\(ends[1])]")
            let near = ends.flatMap { [Int($0.value) - 1, Int($0.value), Int($0.value) + 1] } + edges.map(Int.init)
            for value in near + (0..<20).map({ _ in generator.below(0x11_0000) }) {
                guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else { continue }
                let expected = (ends[0]...ends[1]).contains(scalar)
                #expect(pattern.matches(String(scalar).utf8) == expected, "\(ends) \(scalar.value)")
            }
        }
    }

    @Test func `the dot accepts two, three and four bytes exactly when they are one scalar in UTF-8`() throws {
        let dot = try Pattern(".")
        var generator = SeededGenerator(seed: 11)
        let twoBytes = (0..<65_536).map { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let longer = (0..<60_000).map { index in
            (0..<(3 + index % 2)).map { place in
                UInt8(place == 0 ? 0xE0 + generator.below(24) : 0x70 + generator.below(0x60))
            }
        }
        var wrong: [[UInt8]] = []
        for bytes in twoBytes + longer {
            let decoded = String(validating: bytes, as: UTF8.self)
            if dot.matches(bytes) != (decoded?.unicodeScalars.count == 1) { wrong.append(bytes) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }
}
