import Fixtures
import RunProtocol
import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(30)))
struct CredentialCacheTests {
    private let time = ManualTime()
    private let source: GatedLoad
    private let cache: CredentialCache
    private let first: AWSCredentials
    private let second: AWSCredentials

    /// Credentials for an hour, and others for two hours.
    init() {
        first = Self.credentials("first", until: time.later(.seconds(3600)))
        second = Self.credentials("second", until: time.later(.seconds(7200)))
        let source = GatedLoad(first)
        self.source = source
        let now: @Sendable () -> Timestamp = { [time] in time.now }
        cache = CredentialCache(now: now) { () async throws(AWSError) in try await source.load() }
    }

    private static func credentials(_ name: String, until end: Timestamp?) -> AWSCredentials {
        AWSCredentials(accessKeyID: name, secretAccessKey: "s", sessionToken: "t", expiration: end)
    }

    /// What the cache throws, or a problem when it throws nothing.
    private func failure() async throws -> AWSError {
        do throws(AWSError) {
            let credentials = try await cache.credentials()
            throw .credentials(.other, "there were credentials: \(credentials)")
        } catch {
            return error
        }
    }

    /// As many callers at once, each with what it got.
    private func all(_ count: Int) async throws -> [AWSCredentials] {
        try await withThrowingTaskGroup(of: AWSCredentials.self) { group in
            for _ in 0..<count { group.addTask { [cache] in try await cache.credentials() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `100 callers at once are one load`() async throws {
        await source.close()
        async let answers = all(100)
        try await source.arrival(1)
        // The others get as far as waiting while the load is held back, or find its result: neither loads anew.
        for _ in 0..<1000 { await Task.yield() }
        await source.open()
        #expect(try await answers == Array(repeating: first, count: 100))
        #expect(await source.count == 1)
    }

    @Test func `credentials are kept until five minutes before their end`() async throws {
        #expect(try await cache.credentials() == first)
        await source.answer(second)
        time.advance(by: .seconds(3600 - 301))
        #expect(try await cache.credentials() == first)
        #expect(await source.count == 1)
        time.advance(by: .seconds(1))
        #expect(try await cache.credentials() == second)
        #expect(await source.count == 2)
    }

    @Test func `credentials without an end are loaded once`() async throws {
        let lasting = Self.credentials("lasting", until: nil)
        await source.answer(lasting)
        for _ in 0..<3 {
            #expect(try await cache.credentials() == lasting)
            time.advance(by: .seconds(1 << 24))
        }
        #expect(await source.count == 1)
    }

    @Test func `while one caller gets new ones early, the others go on with the old`() async throws {
        _ = try await cache.credentials()
        time.advance(by: .seconds(3600 - 200))
        await source.close()
        await source.answer(second)
        async let renewed = cache.credentials()
        try await source.arrival(2)
        #expect(try await all(20) == Array(repeating: first, count: 20))
        await source.open()
        #expect(try await renewed == second)
        #expect(try await cache.credentials() == second)
        #expect(await source.count == 2)
    }

    @Test func `an early refresh that fails keeps what is valid, and is tried again half a minute later`() async throws
    {
        _ = try await cache.credentials()
        time.advance(by: .seconds(3600 - 200))
        await source.fail(.network)
        #expect(try await cache.credentials() == first)
        #expect(try await cache.credentials() == first)
        #expect(await source.count == 2)
        time.advance(by: .seconds(30))
        await source.answer(second)
        #expect(try await cache.credentials() == second)
        #expect(await source.count == 3)
    }

    @Test func `in the last minute everybody waits for the same refresh`() async throws {
        _ = try await cache.credentials()
        time.advance(by: .seconds(3600 - 60))
        await source.close()
        await source.answer(second)
        async let answers = all(50)
        try await source.arrival(2)
        for _ in 0..<1000 { await Task.yield() }
        await source.open()
        #expect(try await answers == Array(repeating: second, count: 50))
        #expect(await source.count == 2)
    }

    @Test func `a refresh that fails in the last minute keeps what is valid and is tried at every call`() async throws {
        _ = try await cache.credentials()
        time.advance(by: .seconds(3600 - 10))
        await source.fail(.timeout)
        #expect(try await cache.credentials() == first)
        #expect(try await cache.credentials() == first)
        #expect(await source.count == 3)
    }

    @Test func `a refresh that fails after the end is an error, and never sticks`() async throws {
        _ = try await cache.credentials()
        time.advance(by: .seconds(3600))
        await source.fail(.timeout)
        #expect(try await failure().kind == .timeout)
        #expect(try await failure().kind == .timeout)
        await source.answer(second)
        #expect(try await cache.credentials() == second)
        #expect(await source.count == 4)
    }

    @Test func `a first load that fails never sticks`() async throws {
        await source.fail(.noCredentials)
        #expect(try await failure().kind == .noCredentials)
        await source.answer(first)
        #expect(try await cache.credentials() == first)
    }

    @Test func `credentials that AWS has refused are thrown away, once`() async throws {
        _ = try await cache.credentials()
        await source.answer(second)
        #expect(try await cache.credentials(replacing: first) == second)
        // Another call that was signed with the first ones comes late.
        #expect(try await cache.credentials(replacing: first) == second)
        #expect(await source.count == 2)
    }

    @Test func `refused credentials do not come back when there are no others`() async throws {
        _ = try await cache.credentials()
        await source.fail(.network)
        await #expect(throws: AWSError.self) { try await cache.credentials(replacing: first) }
        #expect(try await failure().kind == .network)
        #expect(await source.count == 3)
    }

    @Test func `a caller that is cancelled leaves at once, and the others get theirs`() async throws {
        await source.close()
        let leaver = Task { [cache] in try await cache.credentials() }
        try await source.arrival(1)
        let stayer = Task { [cache] in try await cache.credentials() }
        try await eventually { await cache.waitingCount == 2 }
        leaver.cancel()
        await #expect { try await leaver.value } throws: { ($0 as? AWSError)?.kind == .cancelled }
        await source.open()
        #expect(try await stayer.value == first)
        #expect(await source.count == 1)
    }

    @Test func `the last caller to leave takes the load along, and the next one begins anew`() async throws {
        await source.close()
        let leaver = Task { [cache] in try await cache.credentials() }
        try await source.arrival(1)
        leaver.cancel()
        await #expect { try await leaver.value } throws: { ($0 as? AWSError)?.kind == .cancelled }
        try await eventually { await source.cancellations > 0 }
        #expect(try await cache.credentials() == first)
        #expect(await source.count == 2)
    }

    @Test func `a caller that is cancelled already asks for nothing`() async throws {
        let task = Task { [cache] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await cache.credentials()
        }
        await #expect { try await task.value } throws: { ($0 as? AWSError)?.kind == .cancelled }
        #expect(await source.count == 0)
    }
}
