import ArgumentParser

/// How large a summary may be where it is going to be shown.
struct SummaryLimit: Hashable, Sendable {
    /// In bytes of UTF-8: never fewer than the characters that some platforms count.
    let bytes: Int
    /// What has this limit.
    let name: String

    /// A comment on a pull request of GitHub: 65,536 characters.
    static let gitHubComment = SummaryLimit(bytes: 65_536, name: "github-comment")
    /// The summary of a step of GitHub Actions: 1 MiB.
    static let gitHubStepSummary = SummaryLimit(bytes: 1 << 20, name: "github-step-summary")
    /// A note on a merge request of GitLab: 1,000,000 characters.
    static let gitLabNote = SummaryLimit(bytes: 1_000_000, name: "gitlab-note")

    /// Reads a platform's name, or a number of bytes.
    ///
    /// - Throws: `ValidationError`.
    static func parse(_ text: String) throws -> SummaryLimit {
        if let known = [gitHubComment, gitHubStepSummary, gitLabNote].first(where: { $0.name == text }) {
            return known
        }
        guard let bytes = Int(text), bytes >= smallest else {
            throw ValidationError(
                "it takes github-comment, github-step-summary, gitlab-note, or a number of bytes from \(smallest) on"
            )
        }
        return SummaryLimit(bytes: bytes, name: "--summary-limit \(bytes)")
    }

    /// Below this not even what was cut could be said.
    private static let smallest = 1000
}
