import Gatekeeper
import RunProtocol

/// The words of `--command-args`: arguments for the tool, from one string (DESIGN D5).
///
/// The string is split as a shell splits words, by the same code as in the gate, and nothing is expanded. Which words are
/// allowed is the gate's decision; here is checked only what needs the deploy path: that paths stay in the repository.
struct CommandWords: Hashable, Sendable {
    /// The words, in order.
    let words: [String]

    /// Splits the string; empty: no words.
    ///
    /// - Throws: `InvalidCommandArguments` (64).
    init(_ text: String, at path: DeployPath) throws(RunnerError) {
        do {
            words = try ShellWords.split(ByteString(text)).map(\.string)
        } catch {
            throw Self.invalid("--command-args cannot be split into words", error.description)
        }
        guard !words.contains("--") else {
            throw Self.invalid("--command-args holds a bare --", "tools disagree on what follows it")
        }
        for word in words {
            guard let place = Self.path(in: word), !Self.stays(place, inside: path) else { continue }
            throw Self.invalid(
                "\(Shown.text(place)) in --command-args leads out of the repository",
                "it is read relative to the deploy path \(path)"
            )
        }
    }

    /// Whether the words make a plan or an apply one that destroys: `-destroy`, in each form that Go's flag package reads.
    var destroy: Bool {
        words.contains { word in
            let option = Word(word)
            guard option.name == "destroy" else { return false }
            return !["0", "f", "F", "false", "FALSE", "False"].contains(option.value ?? "true")
        }
    }

    private static func invalid(_ message: String, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "InvalidCommandArguments",
            message,
            hint:
                "write it as in a shell, with paths relative to the deploy path: --command-args \"-var-file common.tfvars\""
        ).caused(by: cause)
    }

    /// What a word names as a path: the value of an option that takes one, or the whole word if it is no option.
    private static func path(in word: String) -> String? {
        let option = Word(word)
        guard let name = option.name else { return word }
        return pathOptions.contains(name) ? option.value : nil
    }

    private static func stays(_ place: String, inside path: DeployPath) -> Bool {
        guard place.utf8.first != UInt8(ascii: "/"), place.utf8.first != UInt8(ascii: "~") else { return false }
        var depth = path.components.count
        for component in place.utf8.split(separator: UInt8(ascii: "/")) {
            if component.elementsEqual("..".utf8) {
                depth -= 1
            } else if !component.elementsEqual(".".utf8) {
                depth += 1
            }
            guard depth >= 0 else { return false }
        }
        return true
    }

    /// Options of Terraform and of Terragrunt, old and new, whose value is a path.
    private static let pathOptions: Set<String> = [
        "var-file", "state", "state-out", "backup", "out", "generate-config-out",
        "config", "working-dir", "download-dir", "source", "tf-path", "out-dir", "json-out-dir",
        "queue-include-dir", "queue-exclude-dir", "queue-excludes-file", "queue-include-units-reading",
        "units-that-include", "terragrunt-config", "terragrunt-working-dir", "terragrunt-download-dir",
        "terragrunt-source", "terragrunt-tfpath", "terragrunt-out-dir", "terragrunt-json-out-dir",
        "terragrunt-include-dir", "terragrunt-exclude-dir", "terragrunt-excludes-file",
        "terragrunt-queue-include-units-reading", "terragrunt-modules-that-include",
    ]
}

extension CommandWords {
    /// One word, taken apart as Go's flag package does: one dash or two, and the value behind `=`.
    struct Word {
        /// The option's name without dashes; `nil` when the word is none.
        let name: String?
        /// The value in the same word.
        let value: String?

        init(_ text: String) {
            let bytes = Array(text.utf8)
            let dashes = bytes.prefix { $0 == UInt8(ascii: "-") }.count
            guard (1...2).contains(dashes), bytes.count > dashes else {
                name = nil
                value = nil
                return
            }
            let parts = bytes[dashes...].split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            name = parts.first.map { String(decoding: $0, as: UTF8.self) }
            value = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil
        }
    }
}
