import Fixtures
import Testing

@testable import AWS

@Suite struct ECRClientTests {
    @Test(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
    func `moto hands out a login`() async throws {
        try await MotoHost.with { session, _ in
            let login = try await session.ecr.getAuthorizationToken()
            #expect(login.user == "AWS")
            #expect(!login.password.isEmpty)
        }
    }

    @Test func `the call is the one that AWS documents, and its login is taken apart`() async throws {
        let answer = ServedCalls(.json(200, #"{"authorizationData":[{"authorizationToken":"QVdTOmE6Yg=="}]}"#))
        let (login, requests) = try await answer.run { session in try await session.ecr.getAuthorizationToken() }
        #expect(login.user == "AWS")
        #expect(login.password == "a:b")
        #expect("\(login)".contains("a:b") == false)
        let target = requests.first?.headers.first { $0.first?.lowercased() == "x-amz-target" }?.last
        #expect(target == "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken")
    }

    @Test(arguments: [
        #"{"authorizationData":[]}"#, #"{"authorizationData":[{"authorizationToken":"no base 64"}]}"#,
        #"{"authorizationData":[{"authorizationToken":"QVdT"}]}"#,
    ])
    func `an answer without a login is an error that shows none of it`(body: String) async throws {
        let (error, _) = try await ServedCalls(.json(200, body)).failure { session in
            _ = try await session.ecr.getAuthorizationToken()
        }
        #expect(error?.kind == .malformedAnswer)
    }
}
