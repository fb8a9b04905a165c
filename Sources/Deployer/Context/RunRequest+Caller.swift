import RunProtocol

extension RunRequest {
    /// The request with the caller in it, and with a token that makes it safe to repeat.
    ///
    /// Without a token of the caller's own, a call over a network gets one: it may be repeated, and starts one task all the
    /// same.
    func signed(in context: CommandContext, for place: RunnerPlace, token: String? = nil) -> RunRequest {
        var request = self
        request.clientToken = token
        if token == nil, place != .thisMachine {
            var generator = SystemRandomNumberGenerator()
            request.clientToken = RunID(startingAt: context.now(), using: &generator).description
        }
        request.caller = CallerDescription(environment: context.environment).fields
        return request
    }
}
