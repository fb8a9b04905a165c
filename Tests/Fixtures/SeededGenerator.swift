/// Random numbers that are the same in every run and on every machine, so that a failure can be repeated: SplitMix64.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a sequence.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to the bound, which is left out.
    public mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }

    /// Whether something happens that happens once in so many times.
    public mutating func oneIn(_ times: Int) -> Bool {
        below(times) == 0
    }

    /// Whether something happens that happens in so many of a hundred cases.
    public mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of the elements, of which there is at least one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// One of the elements, or the fallback when there are none.
    public mutating func pick<Element>(_ elements: [Element], otherwise fallback: Element) -> Element {
        elements.randomElement(using: &self) ?? fallback
    }

    /// Bytes of a kind that logs hold, or that logs break on.
    public mutating func bytes(count: Int) -> [UInt8] {
        let kind = pick(Self.kinds)
        return (0..<count).map { _ in pick(kind) }
    }

    private static let kinds: [[UInt8]] = [
        Array("plain text, 0-9 + = {\"a\": 1}".utf8),
        Array("äöü€𝄞 e\u{301} \u{202E}\u{FEFF}".utf8),
        [0x00, 0x0A, 0x0D, 0x20, 0x09, 0x1B, 0x7F],
        [0x80, 0xBF, 0xC0, 0xE2, 0x82, 0xED, 0xA0, 0xF8, 0xFF],
        Array(0...255),
    ]
}
