import AWS
import Crypto
import FoundationEssentials
import RunProtocol

/// One registry, by the OCI distribution protocol: what a tag stands for, and whether a repository may be pushed to.
///
/// Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md
struct RegistryClient: Sendable {
    let network: HTTPNetwork
    let host: RegistryHost
    /// What is shown when the registry asks; `nil`: nothing.
    let credential: RegistryCredential?

    /// The digest of the image under a tag; `nil` when there is none.
    ///
    /// - Throws: `RegistryAccessDenied`, `RegistryFailed` (69); `RegistryUnreachable` (75).
    func digest(of image: ImageReference) async throws(RunnerError) -> ImageDigest? {
        let path = "\(image.repository)/manifests/\(image.tag)"
        let head = try await ask("HEAD", path, to: .pull, image)
        switch head.status {
        case 404: return nil
        case 200: break
        default: throw error(head, "whether \(image) exists cannot be told")
        }
        if let digest = head.headers["docker-content-digest"].flatMap({ ImageDigest($0) }) { return digest }
        // A registry should name the digest and need not: it is the hash of what it serves.
        let manifest = try await ask("GET", path, to: .pull, image)
        guard manifest.status == 200 else { throw error(manifest, "whether \(image) exists cannot be told") }
        let digits = SHA256.hash(data: manifest.body).map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
        return ImageDigest("sha256:" + digits)
    }

    /// Passes when the image's repository may be pushed to: an upload is begun, and given up.
    ///
    /// - Throws: `ImageRepositoryMissing`, `RegistryAccessDenied`, `RegistryFailed` (69); `RegistryUnreachable` (75).
    func demandPush(to image: ImageReference) async throws(RunnerError) {
        let answer = try await ask("POST", "\(image.repository)/blobs/uploads/", to: .push, image)
        guard answer.status == 202 || answer.status == 201 else {
            throw error(answer, "\(image.registry)/\(image.repository) cannot be pushed to")
        }
        guard let location = answer.headers["location"], let url = host.upload(location) else { return }
        // A registry forgets uploads by itself; one that cannot give them up is none the worse.
        _ = try? await send("DELETE", url, to: .push, image)
    }

    /// What is done with a repository, as token services call it.
    enum Action: String, Sendable {
        case pull
        case push = "pull,push"
    }

    private func ask(
        _ method: String,
        _ path: String,
        to action: Action,
        _ image: ImageReference
    ) async throws(RunnerError) -> HTTPResponse {
        guard let url = host.url(path) else {
            throw RunnerError(.usage, "InvalidImageReference", "\(image.registry) is not the host of a registry")
        }
        return try await send(method, url, to: action, image)
    }

    /// Sends a request, and once more with what the registry asks for.
    private func send(
        _ method: String,
        _ url: HTTPURL,
        to action: Action,
        _ image: ImageReference
    ) async throws(RunnerError) -> HTTPResponse {
        var request = HTTPRequest(method, url, headers: ["accept": Self.manifests])
        let first = try await exchange(request)
        guard first.status == 401 else { return first }
        let challenges = first.headers.all("www-authenticate").flatMap(RegistryChallenge.read)
        let proof = RegistryProof(client: self, scope: "repository:\(image.repository):\(action.rawValue)")
        guard let header = try await proof.authorization(for: challenges, at: url) else { return first }
        request.headers["authorization"] = header
        return try await exchange(request)
    }

    /// Sends a request as it is.
    func exchange(_ request: HTTPRequest) async throws(RunnerError) -> HTTPResponse {
        do throws(HTTPFailure) {
            return try await network.send(request)
        } catch {
            throw RunnerError(
                .tryAgain,
                "RegistryUnreachable",
                "the registry \(host.name) does not answer",
                hint: "check its name and the network; a registry without TLS is listed in \(RegistryHost.variable)"
            ).caused(by: error.message)
        }
    }

    private static let manifests = [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
    ].joined(separator: ", ")
}

extension RegistryHost {
    /// Where an upload goes on: an address, or a path of this registry; `nil` for an address of another.
    fileprivate func upload(_ location: String) -> HTTPURL? {
        guard let own = url("") else { return nil }
        let text = location.hasPrefix("/") ? "\(own.scheme.rawValue)://\(own.authority)\(location)" : location
        guard let url = HTTPURL(text), url.authority == own.authority, url.scheme == own.scheme else { return nil }
        return url
    }
}
