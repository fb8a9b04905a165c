/// A version of packer, as far as calls depend on it.
struct PackerVersion: Hashable, Sendable, CustomStringConvertible {
    private let numbers: [Int]

    /// Reads what `packer version` prints: `Packer v1.6.6`.
    init?(output: String) {
        guard let mark = output.firstRange(of: "Packer v") else { return nil }
        let numbers = output[mark.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            .split(separator: ".").compactMap { Int($0) }
        guard numbers.count >= 2 else { return nil }
        self.numbers = numbers
    }

    /// Whether it can fetch plug-ins: https://github.com/hashicorp/packer/blob/main/CHANGELOG.md, 1.7.0.
    var hasInit: Bool { (numbers[0], numbers[1]) >= (1, 7) }

    var description: String { numbers.map(String.init).joined(separator: ".") }
}
