import RunProtocol

/// Makes the calls of one service in one region: address, signature, attempts.
struct ServiceCaller: Sendable {
    let service: AWSService
    let core: SessionCore
    /// What signs; `nil` for the calls that get credentials and have none yet.
    let credentials: (any AWSCredentialProvider)?
    /// The session's own, unless an SSO session or a profile names another.
    let region: String

    init(
        _ service: AWSService,
        _ core: SessionCore,
        credentials: (any AWSCredentialProvider)?,
        region: String? = nil
    ) {
        self.service = service
        self.core = core
        self.credentials = credentials
        self.region = region ?? core.settings.region
    }

    /// The same in another region.
    func moved(to region: String) -> ServiceCaller {
        ServiceCaller(service, core, credentials: credentials, region: region)
    }

    /// Makes a call and reads its answer, a success.
    ///
    /// - Throws: `AWSError`: what AWS said to the last attempt, or why it said nothing.
    func send(_ call: ServiceCall) async throws(AWSError) -> HTTPResponse {
        try await attempts(at: call) { request in
            do throws(HTTPFailure) {
                let answer = try await core.transport.send(request)
                return answer.isSuccess ? .done(answer) : .refused(answer)
            } catch {
                return .failed(error)
            }
        }
    }

    /// Makes a call and hands its answer, a success, to `body` while it comes.
    ///
    /// Once `body` has it, the call is not tried again.
    ///
    /// - Throws: `AWSError` as `send` does, and what `body` throws.
    func stream<Result>(
        _ call: ServiceCall,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result {
        let result: Swift.Result<Result, any Error> = try await attempts(at: call) { request in
            do {
                return try await core.transport.stream(request) { answer in
                    guard (200..<300).contains(answer.status) else {
                        return .refused(try await answer.rest(limit: 1 << 20))
                    }
                    do {
                        return .done(.success(try await body(answer)))
                    } catch {
                        return .done(.failure(error))
                    }
                }
            } catch let failure as HTTPFailure {
                return .failed(failure)
            } catch {
                return .done(.failure(error))
            }
        }
        return try result.get()
    }

    /// What became of one attempt.
    private enum Attempt<Answer> {
        case done(Answer)
        case refused(HTTPResponse)
        case failed(HTTPFailure)
    }

    private func attempts<Answer>(
        at call: ServiceCall,
        _ once: (HTTPRequest) async -> Attempt<Answer>
    ) async throws(AWSError) -> Answer {
        let elapsed = core.clock.stopwatch()
        var plan = RetryPlan(
            attempts: core.settings.maxAttempts,
            patience: core.patience,
            repetition: call.repetition
        )
        var corrections = Corrections()
        var paid: Int?
        var key = await self.key()
        while true {
            let error: AWSError
            switch key {
            case .failure(let missing): error = missing
            case .success(let credentials):
                switch await once(request(for: call, credentials)) {
                case .done(let answer):
                    core.budgets.refund(paid, service)
                    return answer
                case .refused(let answer):
                    error = AWSError(answer, to: call, of: service)
                    if correctClock(after: error, answer, &corrections) { continue }
                case .failed(let failure):
                    error = AWSError(failure, service: service.signingName, operation: call.operation)
                }
                if let renewed = try await renewed(credentials, after: error, &corrections) {
                    key = .success(renewed)
                    continue
                }
            }
            guard let retry = plan.retry(after: error, elapsed: elapsed(), jitter: core.random()),
                core.budgets.pay(retry.price, service)
            else { throw error }
            if paid == nil, error.kind == .network, !error.mayHaveBeenExecuted { core.isWaiting(error) }
            paid = retry.price
            try await pause(retry.pause, call)
            key = await self.key()
        }
    }

    /// What signs the next attempt, or why there is nothing: then the call itself was not made.
    private func key() async -> Result<AWSCredentials?, AWSError> {
        do throws(AWSError) {
            return .success(try await credentials?.credentials())
        } catch {
            var error = error
            error.mayHaveBeenExecuted = false
            return .failure(error)
        }
    }

    private func pause(_ pause: Duration, _ call: ServiceCall) async throws(AWSError) {
        do {
            try await core.clock.sleep(for: pause)
        } catch {
            throw AWSError(
                .cancelled,
                service: service.signingName,
                operation: call.operation,
                message: "cancelled between two attempts"
            )
        }
    }

    /// The call as a request, signed where there are credentials.
    func request(for call: ServiceCall, _ credentials: AWSCredentials?) -> HTTPRequest {
        var endpoint = core.settings.endpoint(service, region: region)
        if let label = call.hostLabel { endpoint.host = "\(label).\(endpoint.host)" }
        let query = call.query.isEmpty ? nil : PercentEncoding.query(call.query)
        var request = HTTPRequest(
            call.method,
            endpoint.appending(call.path, query: query),
            headers: call.headers,
            body: call.body,
            timeouts: call.timeouts
        )
        request.headers["user-agent"] = "deploy-runner"
        guard let credentials else { return request }
        var signer = RequestSigner(region: region, service: service.signingName)
        signer.pathForm = service.pathForm
        signer.payload = service.payload
        return signer.signed(request, with: credentials, at: core.skew.corrected(core.now()))
    }
}
