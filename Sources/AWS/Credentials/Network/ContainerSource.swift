/// The endpoint that ECS, EKS and others give a container to get its credentials from.
struct ContainerSource: CredentialSource {
    let name = "container"
    private let variables: Environment
    private let core: SessionCore

    private static let timeouts = HTTPTimeouts(answer: .seconds(2), idle: .seconds(2))
    private static let attempts = 3

    init(_ variables: Environment, core: SessionCore) {
        self.variables = variables
        self.core = core
    }

    func look() async throws(AWSError) -> Finding {
        let address: ContainerAddress
        if let path = variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] {
            address = try ContainerAddress(relative: path)
        } else if let url = variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
            address = try ContainerAddress(full: url)
        } else {
            return .absent("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set")
        }
        var request = HTTPRequest("GET", address.url, headers: ["accept": "application/json"], timeouts: Self.timeouts)
        request.headers["authorization"] = try authorization()
        let answer = try await answer(to: request)
        guard let document = CredentialDocument(answer.body) else {
            throw failure(.malformedAnswer, address, "answered with what is no JSON of credentials")
        }
        do throws(CredentialDocument.Missing) {
            return .found(try document.credentials(from: .service))
        } catch {
            throw failure(.malformedAnswer, address, "answered without \(error.key)")
        }
    }

    /// The token of EKS Pod Identity and its like; the file is read each time, as it is written anew.
    private func authorization() throws(AWSError) -> String? {
        let place: String
        let token: String
        if let path = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            place = path
            do throws(TextFile.Failure) {
                token = try TextFile.read(path)
            } catch {
                throw AWSError.credentials(
                    .noCredentials,
                    "the container's authorization token file \(path) \(error.reason)"
                )
            }
        } else if let value = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"] {
            (place, token) = ("AWS_CONTAINER_AUTHORIZATION_TOKEN", value)
        } else {
            return nil
        }
        // A line feed would begin a header of its own.
        guard token.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw AWSError.credentials(.validation, "the token in \(place) holds a line break or a control character")
        }
        return token
    }

    /// A second and a third attempt for an endpoint that is late, as it is when many containers start at once.
    private func answer(to request: HTTPRequest) async throws(AWSError) -> HTTPResponse {
        var attempt = 1
        while true {
            let error: AWSError
            do throws(HTTPFailure) {
                let answer = try await core.transport.send(request, limit: 64 << 10)
                if answer.isSuccess { return answer }
                error = refusal(answer, request)
            } catch {
                throw AWSError(error, service: "credentials", operation: "Load")
            }
            guard attempt < Self.attempts, error.isRetryable else { throw error }
            attempt += 1
            do {
                try await core.clock.sleep(for: .seconds(1))
            } catch {
                throw AWSError.credentials(.cancelled, "cancelled between two attempts")
            }
        }
    }

    private func refusal(_ answer: HTTPResponse, _ request: HTTPRequest) -> AWSError {
        let kind: AWSError.Kind =
            switch answer.status {
            case 401, 403: .accessDenied
            case 429: .throttled
            case 500...: .service
            default: .noCredentials
            }
        var error = AWSError.credentials(
            kind,
            "the container's endpoint at \(request.url.authority) answered with status \(answer.status)"
        )
        error.statusCode = answer.status
        return error
    }

    private func failure(_ kind: AWSError.Kind, _ address: ContainerAddress, _ message: String) -> AWSError {
        .credentials(kind, "the container's endpoint at \(address.url.authority) \(message)")
    }
}
