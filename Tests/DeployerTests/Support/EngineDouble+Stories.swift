import RunProtocol

extension EngineDouble {
    /// One run that starts, says something, and ends.
    func willRun(_ log: LogText, _ outcome: RunOutcome = .exited(0)) {
        willStart()
        willRead([
            .phase(.starting), .phase(.running), .lines(log.text), .lines(log.trailer(outcome)), .end(outcome),
        ])
    }

    /// One run that speaks, tells the test so, and ends as soon as it has been asked to stop this often.
    func willRunUntilStopped(times: Int = 1, outcome: RunOutcome, speaking: Latch) {
        var log = LogText.records((.output, "working\n"))
        willStart()
        mayStop()
        let before = log.text
        log.append(Array("saved\n".utf8), .output)
        willRead([
            .phase(.running), .lines(before), .tell(speaking), .stops(times), .lines(log.text),
            .lines(log.trailer(outcome)),
            .end(outcome),
        ])
    }
}
