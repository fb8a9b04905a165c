import RunProtocol

/// The role of an EC2 instance, from its metadata service; version 2 only.
///
/// Version 1 answers whoever can make this machine send a request, which is what version 2 was made against.
struct InstanceMetadataSource: CredentialSource {
    let name = "instance metadata"
    private let endpoint: Result<HTTPURL?, AWSError>
    private let core: SessionCore

    /// On a machine that is no instance nobody answers, and everybody waits as long as this.
    private static let timeouts = HTTPTimeouts(answer: .seconds(1), idle: .seconds(1))
    private static let rolePath = "latest/meta-data/iam/security-credentials/"

    /// Each value is the environment's, else the profile's.
    init(_ variables: Environment, profile: [String: String], core: SessionCore) {
        self.core = core
        do throws(AWSError) {
            let isOff = variables["AWS_EC2_METADATA_DISABLED"]?.lowercased() == "true"
            endpoint = .success(isOff ? nil : try Self.endpoint(variables, profile))
        } catch {
            endpoint = .failure(error)
        }
    }

    func look() async throws(AWSError) -> Finding {
        guard let endpoint = try endpoint.get() else { return .absent("AWS_EC2_METADATA_DISABLED is true") }
        do throws(NoAnswer) {
            return .found(try await credentials(at: endpoint))
        } catch {
            switch error {
            case .because(let reason): return .absent("\(endpoint.authority) \(reason)")
            case .cancelled: throw AWSError.credentials(.cancelled, "cancelled while asking \(endpoint.authority)")
            }
        }
    }

    /// Why there are no credentials, to stand behind the service's address.
    private enum NoAnswer: Error {
        case because(String)
        case cancelled
    }

    private func credentials(at endpoint: HTTPURL) async throws(NoAnswer) -> AWSCredentials {
        let token = try await text(
            of: HTTPRequest(
                "PUT",
                endpoint.appending("latest/api/token"),
                headers: ["x-aws-ec2-metadata-token-ttl-seconds": "21600"],
                timeouts: Self.timeouts
            ),
            "the request for a session token"
        )
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .because("answered with what is no session token")
        }
        let roles = try await get(Self.rolePath, at: endpoint, token)
        let role = roles.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        // It becomes part of the path.
        guard !role.isEmpty, role.utf8.allSatisfy(Self.isPartOfRoleName) else { throw .because("names no role") }
        let bytes = Array(try await get(Self.rolePath + role, at: endpoint, token).utf8)
        guard let document = CredentialDocument(bytes) else {
            throw .because("answered with what is no JSON of credentials")
        }
        if let failure = document.failure { throw .because("has no credentials for role \(role): \(failure)") }
        do throws(CredentialDocument.Missing) {
            return extended(try document.credentials(from: .service))
        } catch {
            throw .because("answered without \(error.key)")
        }
    }

    private func get(_ path: String, at endpoint: HTTPURL, _ token: String) async throws(NoAnswer) -> String {
        try await text(
            of: HTTPRequest(
                "GET",
                endpoint.appending(path),
                headers: ["x-aws-ec2-metadata-token": token],
                timeouts: Self.timeouts
            ),
            "the request for the role's credentials"
        )
    }

    private func text(of request: HTTPRequest, _ what: String) async throws(NoAnswer) -> String {
        let answer: HTTPResponse
        do throws(HTTPFailure) {
            answer = try await core.transport.send(request, limit: 64 << 10)
        } catch {
            throw error.kind == .cancelled ? .cancelled : .because("gave no answer: \(error.message)")
        }
        guard answer.status == 200 else { throw .because("answered \(what) with status \(answer.status)") }
        guard let text = String(validating: answer.body, as: UTF8.self), !text.isEmpty else {
            throw .because("answered \(what) with nothing")
        }
        return text
    }

    /// When the service cannot renew what it holds it goes on handing that out, and AWS goes on taking it: what has
    /// nearly ended is good for another ten to fifteen minutes here, so that not all instances ask again at once.
    private func extended(_ credentials: AWSCredentials) -> AWSCredentials {
        let (now, minute) = (core.time().milliseconds, Int64(60 * 1000))
        guard let expiration = credentials.expiration, expiration.milliseconds < now + 5 * minute else {
            return credentials
        }
        var credentials = credentials
        let jitter = Int64(core.random() * Double(5 * minute))
        credentials.expiration = Timestamp(milliseconds: now + 10 * minute + jitter)
        return credentials
    }

    private static func endpoint(
        _ variables: Environment,
        _ profile: [String: String]
    ) throws(AWSError) -> HTTPURL {
        let mode = variables["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"] ?? profile["ec2_metadata_service_endpoint_mode"]
        let text = variables["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? profile["ec2_metadata_service_endpoint"]
        if let text, !text.isEmpty {
            guard let url = HTTPURL(text), url.query == nil else {
                throw AWSError.credentials(.validation, "AWS_EC2_METADATA_SERVICE_ENDPOINT is no address of a server")
            }
            return url
        }
        switch mode?.lowercased() {
        case nil, "ipv4": return HTTPURL(scheme: .http, host: "169.254.169.254")
        case "ipv6": return HTTPURL(scheme: .http, host: "[fd00:ec2::254]")
        default:
            throw AWSError.credentials(
                .validation,
                "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE is neither IPv4 nor IPv6"
            )
        }
    }

    private static func isPartOfRoleName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "+=,.@_-".utf8.contains(byte)
        }
    }
}
