import ArgumentParser

/// How the log of a task in AWS comes back.
enum LogRoute: String, CaseIterable, Sendable, ExpressibleByArgument {
    /// Through the invoker, as a response stream.
    case invoker
    /// From CloudWatch Logs, with the caller's own permissions.
    case cloudwatch
}
