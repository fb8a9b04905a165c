import AWS

/// A page that is being fetched while the one before it is delivered: the network and the reader work side by side.
struct PageAhead: Sendable {
    /// Where the page begins.
    let position: LogPosition
    private let fetch: Task<Result<GetLogEventsOutput, AWSError>, Never>

    /// Begins to fetch.
    init(_ position: LogPosition, of place: RunPlace, _ logs: any LogCalls) {
        self.position = position
        fetch = Task {
            do throws(AWSError) {
                return .success(try await logs.getLogEvents(place.input(from: position)))
            } catch {
                return .failure(error)
            }
        }
    }

    /// The page, or why there is none.
    func page() async throws(AWSError) -> GetLogEventsOutput {
        try await withTaskCancellationHandler {
            await fetch.value
        } onCancel: {
            fetch.cancel()
        }
        .get()
    }

    /// Lets go of the page.
    func cancel() { fetch.cancel() }
}

extension RunPlace {
    /// The request for the page of the log at a position.
    func input(from position: LogPosition) -> GetLogEventsInput {
        var input = GetLogEventsInput(logGroupName: group, logStreamName: stream)
        input.nextToken = position.token
        return input
    }
}
