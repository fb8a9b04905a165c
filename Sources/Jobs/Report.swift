import RunProtocol
import SystemPackage

/// What a job script says of itself, on standard error: standard output belongs to its tool.
struct Report: Sendable {
    /// How much of it is wanted.
    enum Level: String, Comparable, CaseIterable {
        case trace
        case debug
        case info
        case warn
        case error

        static func < (first: Level, second: Level) -> Bool {
            (allCases.firstIndex(of: first) ?? 0) < (allCases.firstIndex(of: second) ?? 0)
        }
    }

    private let level: Level

    init(_ level: Level) {
        self.level = level
    }

    /// A remark that is shown from this level on.
    func say(_ text: String, at level: Level = .info) {
        if level >= self.level { always(text) }
    }

    /// A remark that is shown at every level.
    func always(_ text: String) {
        // Where even this cannot be written, nobody is left to be told.
        _ = try? FileDescriptor.standardError.writeAll((text + "\n").utf8)
    }

    /// Why the script gives up.
    func failure(_ error: RunnerError) {
        always(error.description)
    }
}
