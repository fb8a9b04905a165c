import Synchronization

@testable import AWS

extension AWSCredentials {
    /// The key of AWS's own examples.
    static let example = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
}

/// Has no credentials at first, for want of a network, and then some.
final class LateCredentials: AWSCredentialProvider {
    private let failures: Mutex<Int>

    init(after failures: Int) {
        self.failures = Mutex(failures)
    }

    func credentials() async throws(AWSError) -> AWSCredentials {
        let isThere = failures.withLock { failures in
            failures -= 1
            return failures < 0
        }
        guard isThere else {
            var error = AWSError(.network, service: "sts", operation: "AssumeRoleWithWebIdentity", message: "lost")
            error.mayHaveBeenExecuted = true
            throw error
        }
        return .example
    }

    func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials {
        try await credentials()
    }
}

/// Hands out one key after the other: each renewal gives the next, until the last.
final class TestCredentials: AWSCredentialProvider {
    private let current: Mutex<Int>
    private let count: Int

    init(_ count: Int = 1) {
        current = Mutex(1)
        self.count = count
    }

    func credentials() async throws(AWSError) -> AWSCredentials { Self.key(current.withLock { $0 }) }

    func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials {
        current.withLock { current in
            if refused == Self.key(current) { current = min(current + 1, count) }
            return Self.key(current)
        }
    }

    static func key(_ number: Int) -> AWSCredentials {
        AWSCredentials(accessKeyID: "AKID\(number)", secretAccessKey: "secret\(number)", sessionToken: "token\(number)")
    }
}
