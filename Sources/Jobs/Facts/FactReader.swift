/// Reads facts from bytes as they come, in bounded memory, whatever the job writes.
///
/// A name is 1 to 64 letters `a` to `z` and underscores, a value at most 1 KiB of text without control characters. At most
/// 64 facts are kept; lines of any other form, and a line that is too long, are left out.
struct FactReader: Sendable {
    /// What was read so far; of two facts with one name the first.
    private(set) var facts: [String: String] = [:]
    private var line: [UInt8] = []
    private var isTooLong = false

    /// Takes the next bytes and hands on each line that is now whole, and was not too long.
    mutating func read(_ bytes: some Sequence<UInt8>, eachLine: ([UInt8]) -> Void = { _ in }) {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                if !isTooLong {
                    eachLine(line)
                    take(line)
                }
                line.removeAll(keepingCapacity: true)
                isTooLong = false
            } else if line.count < Self.longestLine {
                line.append(byte)
            } else {
                isTooLong = true
            }
        }
    }

    private mutating func take(_ line: [UInt8]) {
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")), facts.count < Self.mostFacts else { return }
        let name = line[..<equals]
        let value = line[(equals + 1)...]
        guard (1...Self.longestName).contains(name.count), name.allSatisfy(Self.isNameByte) else { return }
        guard let text = String(validating: value, as: UTF8.self), text.unicodeScalars.allSatisfy(Self.isShown) else {
            return
        }
        let key = String(decoding: name, as: UTF8.self)
        facts[key] = facts[key] ?? text
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || byte == UInt8(ascii: "_")
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        !(0x00...0x1F ~= scalar.value || 0x7F...0x9F ~= scalar.value)
    }

    private static let longestName = 64
    private static let longestLine = longestName + 1 + 1024
    private static let mostFacts = 64
}
