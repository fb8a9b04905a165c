import RunProtocol

/// What is said about a run when it is over: the closing line, and what to do when something is missing.
struct RunReport: Sendable {
    private let closing: ClosingLine
    private let reading: RunFollower.Reading
    private let place: RunnerPlace

    init(_ closing: ClosingLine, _ reading: RunFollower.Reading, _ place: RunnerPlace) {
        self.closing = closing
        self.reading = reading
        self.place = place
    }

    func say(_ prose: Prose) {
        if let reason = reading.end.outcome.reason { prose.say(reason, .error) }
        if let advice = reading.end.advice { prose.say(advice, .error) }
        let colour = closing.isSuccess ? Palette.Colour.success : .failure
        prose.say(prose.palette.paint(closing.text, colour), closing.isSuccess ? .info : .error)
        if let loss = reading.loss, !loss.isReaderGone {
            prose.say("\(loss): what is missing here is in \(place.command("logs", closing.run))", .error)
        }
    }
}
