import AWS
import RunProtocol

/// The registries of a build's destinations: what is there already, and whether the rest may be pushed.
struct Registries: Sendable {
    let access: RegistryAccess
    let destinations: [ImageBuild.Destination]
    /// The task's environment, for its proxies and authorities.
    let environment: [String: String]

    /// What the registries answered.
    struct Answer: Sendable {
        /// The tags that stand for an image already.
        var present: [(image: ImageReference, digest: ImageDigest)] = []
        /// The tags that are to be pushed.
        var missing: [ImageBuild.Destination] = []
        /// Docker's configuration, with what was shown to the registries of those.
        var configuration: DockerConfiguration
    }

    /// Asks each registry for each tag, where tags that are there are left alone, and for leave to push the others.
    ///
    /// - Throws: as `RegistryClient` and `RegistryAccess` do.
    func ask(_ publication: ImageBuildRequest.Publication) async throws(RunnerError) -> Answer {
        guard publication != .none else { return Answer(configuration: access.configuration) }
        do {
            return try await HTTPNetwork.with(environment: environment) { network in
                try await ask(publication, on: network)
            }
        } catch let error as RunnerError {
            throw error
        } catch {
            throw RunnerError(.unavailable, "RegistryFailed", "the network cannot be used").caused(by: "\(error)")
        }
    }

    private func ask(
        _ publication: ImageBuildRequest.Publication,
        on network: HTTPNetwork
    ) async throws(RunnerError) -> Answer {
        var answer = Answer(configuration: access.configuration)
        var clients: [RegistryHost: RegistryClient] = [:]
        for destination in destinations {
            let host = destination.host
            let client: RegistryClient
            if let known = clients[host] {
                client = known
            } else {
                let credential = try await access.credential(for: host.name)
                if let credential { answer.configuration.set(credential, for: host.name) }
                client = RegistryClient(network: network, host: host, credential: credential)
                clients[host] = client
            }
            if publication == .pushMissing, let digest = try await client.digest(of: destination.image) {
                answer.present.append((destination.image, digest))
            } else {
                try await client.demandPush(to: destination.image)
                answer.missing.append(destination)
            }
        }
        return answer
    }
}
