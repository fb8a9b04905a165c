import RunProtocol
import Testing

@testable import AWS

/// What an answer that is no success becomes.
struct AWSErrorAnswerTests {
    private static func error(
        _ status: Int,
        _ body: String,
        headers: HTTPHeaders = [:],
        of service: AWSService = .ecs
    ) -> AWSError {
        AWSError(
            HTTPResponse(status: status, headers: headers, body: Array(body.utf8)),
            to: ServiceCall("RunTask"),
            of: service
        )
    }

    @Test func `JSON 1.1 names its error in the body`() {
        let error = Self.error(
            400,
            #"{"__type":"com.amazonaws.ecs#ClusterNotFoundException","message":"Cluster not found."}"#,
            headers: ["x-amzn-RequestId": "r1"]
        )
        #expect(error.kind == .notFound)
        #expect(
            "\(error)" == "ecs RunTask: ClusterNotFoundException: Cluster not found. (status 400, request r1)"
        )
    }

    @Test func `REST-JSON names its error in a header`() {
        let error = Self.error(
            404,
            #"{"Type":"User","Message":"Function not found: f"}"#,
            headers: ["X-Amzn-ErrorType": "ResourceNotFoundException:http://internal.amazon.com/"],
            of: .lambda
        )
        #expect(error.code == "ResourceNotFoundException" && error.message == "Function not found: f")
        #expect(error.kind == .notFound)
    }

    @Test(arguments: [
        """
        <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
        <Code>AccessDenied</Code><Message>no &amp; never</Message></Error><RequestId>x1</RequestId></ErrorResponse>
        """,
        """
        <?xml version="1.0"?><Response><Errors><Error><Code>AccessDenied</Code><Message>no &amp; never</Message></Error>
        </Errors><RequestID>x1</RequestID></Response>
        """,
        "<Error><Code>AccessDenied</Code><Message>no &amp; never</Message><RequestId>x1</RequestId></Error>",
    ])
    func `XML names its error in three ways`(body: String) {
        let error = Self.error(403, body, of: .sts)
        #expect(error.code == "AccessDenied" && error.message == "no & never" && error.requestID == "x1")
        #expect(error.kind == .accessDenied)
    }

    @Test func `OIDC has names of its own`() {
        let error = Self.error(400, #"{"error":"invalid_grant","error_description":"Invalid refresh token"}"#)
        #expect(error.code == "invalid_grant" && error.message == "Invalid refresh token")
    }

    @Test func `An error of somebody else is told by its status`() {
        let error = Self.error(502, "<html><body>Bad Gateway</body></html>")
        #expect(error.kind == .service && error.code == nil && error.mayHaveBeenExecuted)
        #expect("\(error)".contains("the answer has the status 502"))
    }

    @Test(arguments: [400, 401, 403, 404, 407, 409])
    func `A page in place of AWS's word says nothing of permissions, or of what is there`(status: Int) {
        for page in ["<html><body>Blocked by policy</body></html>", "Blocked by policy", #"{"reason": "policy"}"#] {
            let error = Self.error(status, page, of: .lambda)
            #expect(error.kind == .malformedAnswer && error.statusCode == status && !error.isRetryable)
            #expect(error.missingAction == nil)
        }
        #expect(Self.error(403, "").kind == .accessDenied)
    }

    @Test(arguments: [
        (
            "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform: ecs:RunTask on resource: x",
            "ecs:RunTask"
        ),
        ("… is not authorized to perform: iam:PassRole on resource: role because no policy allows it", "iam:PassRole"),
        ("not authorized to perform: nothing", "ecs:RunTask"),
        ("Access denied.", "ecs:RunTask"),
    ])
    func `A denial names the action that is missing`(message: String, action: String) {
        let error = Self.error(400, #"{"__type":"AccessDeniedException","message":"\#(message)"}"#)
        #expect(error.kind == .accessDenied && error.missingAction == action)
    }

    /// Code, status and message, and what a program may do about it.
    private static let kinds: [(String, Int, String, AWSError.Kind)] = [
        ("ThrottlingException", 400, "Rate exceeded", .throttled),
        ("Throttling", 400, "", .throttled),
        ("RequestLimitExceeded", 503, "", .throttled),
        ("TooManyRequestsException", 429, "", .throttled),
        ("EC2ThrottledException", 502, "", .throttled),
        ("InvalidParameterException", 400, "Rate exceeded", .throttled),
        ("ClientException", 400, "Too many requests, slow down", .throttled),
        ("ValidationException", 400, "Request was throttled", .throttled),
        ("LimitExceededException", 400, "Rate exceeded", .throttled),
        ("LimitExceededException", 400, "Resource limit exceeded.", .validation),
        ("InvalidParameterException", 400, "TaskDefinition is inactive", .validation),
        ("ClientException", 400, "Tasks provisioning capacity limit exceeded.", .validation),
        ("Unknown", 429, "", .throttled),
        ("ExpiredTokenException", 400, "", .expiredCredentials),
        ("ExpiredToken", 403, "", .expiredCredentials),
        ("UnrecognizedClientException", 400, "", .invalidCredentials),
        ("InvalidClientTokenId", 403, "", .invalidCredentials),
        ("InvalidSignatureException", 400, "", .invalidCredentials),
        ("AccessDeniedException", 400, "", .accessDenied),
        ("Forbidden", 403, "", .accessDenied),
        ("ResourceNotFoundException", 400, "", .notFound),
        ("Unknown", 404, "", .notFound),
        ("ResourceAlreadyExistsException", 400, "", .conflict),
        ("ConflictException", 400, "", .conflict),
        ("ResourceConflictException", 409, "", .conflict),
        ("ServerException", 500, "", .service),
        ("ServiceUnavailableException", 503, "", .service),
        ("IDPCommunicationError", 400, "", .service),
        ("Unknown", 500, "", .service),
        ("Unknown", 400, "", .validation),
        ("Unknown", 301, "", .other),
    ]

    @Test(arguments: kinds)
    func `Codes and statuses mean what AWS means by them`(
        code: String,
        status: Int,
        message: String,
        kind: AWSError.Kind
    ) {
        #expect(Self.error(status, #"{"__type":"\#(code)","message":"\#(message)"}"#).kind == kind)
    }

    @Test(arguments: [
        ("retry-after", "7", 7000), ("retry-after", "-1", nil), ("retry-after", "soon", nil),
        ("retry-after", "Fri, 02 Jan 2026 03:04:15 GMT", 10_000), ("retry-after", "Fri, 02 Jan 2026 03:04:01 GMT", nil),
        ("x-amz-retry-after", "1500", 1500), ("x-amz-retry-after", "x", nil),
    ])
    func `AWS says how long it wants to be left alone`(name: String, value: String, milliseconds: Int?) {
        let error = Self.error(
            503,
            "",
            headers: HTTPHeaders([(name, value), ("Date", "Fri, 02 Jan 2026 03:04:05 GMT")])
        )
        #expect(error.retryAfter == milliseconds.map { .milliseconds($0) })
    }

    @Test func `A setting that cannot be used is the command line's fault`() {
        let error = AWSError.configuration("the region \"x/\" is not the name of a region")
        let shown = error.runnerError(.unavailable, "AWSUnusable", "AWS cannot be called")
        #expect(shown.code == .usage && shown.errorType == "AWSUnusable")
    }

    @Test(arguments: AWSError.Kind.allCases)
    func `What passes is for the next attempt, and what is denied says what to do`(kind: AWSError.Kind) {
        var error = AWSError(kind, service: "ecs", operation: "RunTask", code: "C", message: "m")
        error.missingAction = kind == .accessDenied ? "ecs:RunTask" : nil
        let shown = error.runnerError(.unavailable, "TaskNotStarted", "the task was not started")
        let passes: Set<AWSError.Kind> = [.throttled, .timeout, .network, .service]
        #expect(shown.code == (kind == .noRegion ? .usage : passes.contains(kind) ? .tryAgain : .unavailable))
        #expect(shown.errorType == "TaskNotStarted" && shown.message == "the task was not started")
        #expect(shown.cause == "ecs RunTask: C: m")
        let plain: Set<AWSError.Kind> = [.notFound, .conflict, .validation, .cancelled, .other]
        #expect((shown.hint == nil) == plain.contains(kind))
    }
}
