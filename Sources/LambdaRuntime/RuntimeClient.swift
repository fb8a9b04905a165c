import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import RunProtocol

/// The calls of Lambda's runtime API, version 2018-06-01.
///
/// Nothing here has a time limit: Lambda decides how long a question for work waits and when a call is over, and while
/// it freezes the environment no clock means anything.
struct RuntimeClient: Sendable {
    private let http: HTTPClient
    private let loop: any EventLoop
    private let root: String

    private init(_ http: HTTPClient, _ loop: any EventLoop, address: String) {
        self.http = http
        self.loop = loop
        root = "http://\(address)/2018-06-01/runtime"
    }

    /// Lends a client to `body`, and closes its connection afterwards.
    static func with<Result>(address: String, _ body: (RuntimeClient) async -> Result) async -> Result {
        let loop = HTTPClient.defaultEventLoopGroup.next()
        let http = HTTPClient(eventLoopGroup: loop, configuration: configuration)
        let result = await body(RuntimeClient(http, loop, address: address))
        // It fails only for a client that is closed already.
        try? await http.shutdown()
        return result
    }

    /// One connection that is kept; no redirects, no retries: a question that was repeated could lose a call.
    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10))
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Asks for work, and waits as long as there is none.
    func next() async throws(RunnerError) -> RuntimeReply {
        try await exchange("the question for work", HTTPClientRequest(url: "\(root)/invocation/next"))
    }

    /// Answers a call.
    func respond(_ requestID: String, _ bytes: [UInt8]) async throws(RunnerError) -> RuntimeReply {
        var request = post("/invocation/\(requestID)/response")
        request.body = .bytes(ByteBuffer(bytes: bytes))
        return try await exchange("an answer", request)
    }

    /// Answers a call by a stream; a body that fails breaks the request off in the middle of its chunks.
    func respond(_ requestID: String, _ body: BodyPipe) async throws(RunnerError) -> RuntimeReply {
        var request = post("/invocation/\(requestID)/response")
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/octet-stream")
        request.headers.add(name: "Lambda-Runtime-Function-Response-Mode", value: "streaming")
        request.body = .stream(PacedBody(pipe: body, loop: loop), length: .unknown)
        return try await exchange("a streamed answer", request)
    }

    /// Answers a call with an error.
    func report(_ requestID: String, _ error: RunnerError) async throws(RunnerError) -> RuntimeReply {
        try await report(error, at: "/invocation/\(requestID)/error")
    }

    /// Says that the function cannot begin its work.
    func reportInit(_ error: RunnerError) async throws(RunnerError) -> RuntimeReply {
        try await report(error, at: "/init/error")
    }

    private func report(_ error: RunnerError, at path: String) async throws(RunnerError) -> RuntimeReply {
        let report = FunctionErrorReport(error)
        var request = post(path)
        request.headers.add(name: "Lambda-Runtime-Function-Error-Type", value: report.type)
        request.body = .bytes(ByteBuffer(bytes: report.body))
        return try await exchange("the report of an error", request)
    }

    private func post(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: root + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        return request
    }

    private func exchange(_ question: String, _ request: HTTPClientRequest) async throws(RunnerError) -> RuntimeReply {
        do {
            let response = try await http.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.largestReply)
            return RuntimeReply(
                status: Int(response.status.code),
                headers: response.headers,
                body: Array(buffer: body)
            )
        } catch {
            throw RunnerError(
                .unavailable,
                "RuntimeInterfaceFailed",
                "Lambda's runtime interface gave no whole answer to \(question)"
            ).caused(by: "\(error)")
        }
    }

    /// Lambda's limit for a payload is 6 MiB and 100 bytes; what is larger is not Lambda's.
    private static let largestReply = 8 << 20
}
