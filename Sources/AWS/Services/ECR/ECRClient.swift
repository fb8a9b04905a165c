import FoundationEssentials
import RunProtocol

/// Amazon Elastic Container Registry: hands out what its registries take for a password.
///
/// Source: "GetAuthorizationToken" in the Amazon ECR API reference; the images themselves are read and written by the
/// OCI distribution protocol, at the registry's own host.
public struct ECRClient: Sendable {
    private let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// A login for every registry of the region that whoever signs the call may use, good for 12 hours.
    ///
    /// - Throws: `AWSError`; `.accessDenied` without `ecr:GetAuthorizationToken`, which is allowed for all resources only.
    public func getAuthorizationToken() async throws(AWSError) -> ECRLogin {
        let operation = "GetAuthorizationToken"
        let output: Output = try await caller.json(
            operation,
            "AmazonEC2ContainerRegistry_V20150921",
            [String: String]()
        )
        guard let token = output.authorizationData.first?.authorizationToken, let login = ECRLogin(token: token) else {
            throw AWSError(
                .malformedAnswer,
                service: "ecr",
                operation: operation,
                message: "the answer holds no login for a registry"
            )
        }
        return login
    }

    private struct Output: Decodable {
        struct Authorization: Decodable {
            let authorizationToken: String
        }

        let authorizationData: [Authorization]
    }
}
