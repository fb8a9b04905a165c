import AWS
import RunProtocol

/// Asks EC2 what is left of a build that ended before its image was made.
struct Leftovers: Sendable {
    let traces: PackerTraces
    let regions: [String?]
    let environment: [String: String]

    /// What the job says of it; nothing when packer made nothing.
    func remarks() async -> [String] {
        guard !traces.isEmpty else { return [] }
        var remarks: [String] = []
        for region in regions {
            do {
                remarks += try await AWSSession.with(region: region, environment: environment) { session in
                    try await found(session).map { "packer left \($0) in \(session.settings.region)" }
                }
            } catch {
                let cause = (error as? AWSError)?.description ?? "\(error)"
                remarks.append("what packer left could not be found out (\(cause)); it had made \(made)")
            }
        }
        return remarks.isEmpty ? ["packer cleaned up: nothing is left of \(made)"] : remarks
    }

    private var made: String {
        (traces.instances.sorted() + traces.names.sorted() + traces.images.sorted()).joined(separator: ", ")
    }

    private func found(_ session: AWSSession) async throws(AWSError) -> [String] {
        var found: [String] = []
        if !traces.instances.isEmpty {
            let filter = EC2Filter("instance-id", traces.instances.sorted())
            for instance in try await session.ec2.instances([filter]) where !instance.isEnding {
                let volumes = instance.volumes.isEmpty ? "" : ", with \(instance.volumes.joined(separator: ", "))"
                found.append("the instance \(instance.id) (\(instance.state)\(volumes))")
            }
        }
        if !traces.names.isEmpty {
            let names = traces.names.sorted()
            for name in try await session.ec2.keyPairs([EC2Filter("key-name", names)]) {
                found.append("the key pair \(name)")
            }
            for group in try await session.ec2.securityGroups([EC2Filter("group-name", names)]) {
                found.append("the security group \(group)")
            }
        }
        if !traces.images.isEmpty {
            for image in try await session.ec2.images([EC2Filter("image-id", traces.images.sorted())]) {
                found.append("the image \(image.id) (\(image.name))")
            }
        }
        return found
    }
}
