/// A version of Terragrunt.
struct TerragruntVersion: Hashable, Comparable, Sendable {
    let major: Int
    let minor: Int
    let patch: Int

    init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Reads what `terragrunt --version` prints: `terragrunt version v0.55.1`, with or without the `v`.
    init?(output: String) {
        for word in output.split(whereSeparator: \.isWhitespace) {
            let text = word.first == "v" ? word.dropFirst() : word
            // A release candidate speaks as its release does.
            let release = text.prefix { $0 != "-" && $0 != "+" }
            let numbers = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
                continue
            }
            self.init(major, minor, patch)
            return
        }
        return nil
    }

    static func < (first: TerragruntVersion, second: TerragruntVersion) -> Bool {
        (first.major, first.minor, first.patch) < (second.major, second.minor, second.patch)
    }
}
