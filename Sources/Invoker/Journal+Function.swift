import Glibc
public import RunProtocol

extension Journal {
    /// The journal of a function: on standard error, which Lambda keeps, from the level that its environment names.
    ///
    /// `DEPLOY_RUNNER_LOG_LEVEL`, or `INVOKER_LOG_LEVEL`, is what the documented `invoker_lambda_loglevel` sets: `debug`,
    /// `info`, `warn` or `error`, in any case. A level that does not exist is `info`, and the first line says so.
    public static func ofFunction(
        environment: [String: String],
        now: @escaping @Sendable () -> Timestamp,
        emit: @escaping @Sendable ([UInt8]) -> Void = Self.writeToStandardError
    ) -> Journal {
        let names = ["DEPLOY_RUNNER_LOG_LEVEL", "INVOKER_LOG_LEVEL"]
        guard let name = names.first(where: { environment[$0]?.isEmpty == false }), let text = environment[name] else {
            return Journal(.info, now: now, emit: emit)
        }
        if let level = Level(named: text) { return Journal(level, now: now, emit: emit) }
        let journal = Journal(.info, now: now, emit: emit)
        journal.note(
            RunnerError(
                .usage,
                "UnknownLogLevel",
                "\(name) is \(text.debugDescription), not debug, info, warn or error"
            ),
            call: nil
        )
        return journal
    }

    /// Writes down an error that no caller is told.
    public func note(_ error: RunnerError, call requestID: String?) {
        var entry = Entry(requestID: requestID)
        entry.note(error)
        write(.error, "trouble", entry)
    }

    /// Writes a line in one piece, so that those of several threads do not mix.
    @Sendable public static func writeToStandardError(_ line: [UInt8]) {
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
        }
    }
}

extension Journal.Level {
    /// The level of this name; `warning` is what the documented system calls `warn`.
    init?(named name: String) {
        let name = name.lowercased()
        self.init(rawValue: name == "warning" ? "warn" : name)
    }
}
