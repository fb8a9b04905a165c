import ArgumentParser

/// How much the CLI says on its own account; the job's lines come whatever the level is.
enum LogLevel: String, CaseIterable, Sendable, ExpressibleByArgument {
    case debug
    case info
    case warn
    case error
}

extension LogLevel: Comparable {
    static func < (left: LogLevel, right: LogLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .debug: 0
        case .info: 1
        case .warn: 2
        case .error: 3
        }
    }
}
