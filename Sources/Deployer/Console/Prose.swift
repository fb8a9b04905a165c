/// What a command says on its own account, on standard error, as much of it as the caller wants to hear.
struct Prose: Sendable {
    let console: Console
    let threshold: LogLevel
    let palette: Palette

    /// Says something, when the level is one that the caller wants to hear.
    func say(_ text: String, _ level: LogLevel = .info) {
        guard level >= threshold else { return }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { sayLine(String(line), level) }
    }

    private func sayLine(_ line: String, _ level: LogLevel) {
        let speaker = palette.paint("deploy-runner:", .aside)
        switch level {
        case .debug: console.say("\(speaker) \(palette.paint(line, .aside))")
        case .info: console.say("\(speaker) \(line)")
        case .warn: console.say("\(speaker) \(palette.paint(line, .warning))")
        case .error: console.say("\(speaker) \(line)")
        }
    }
}
