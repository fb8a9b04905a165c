/// What becomes allowed when one configuration replaces another, with a request as proof of each.
///
/// Patterns are compared as languages, so a rewritten pattern that allows the same is no difference. What is no longer
/// allowed is not reported.
public struct ConfigurationDifference: Sendable {
    /// Everything newly allowed, ordered by container, script and option.
    public let permissions: [NewPermission]

    /// Compares two configurations.
    public init(from old: Configuration, to new: Configuration) {
        let comparison = ConfigurationComparison(old: Gatekeeper(old), new: Gatekeeper(new))
        permissions = comparison.permissions
    }
}

/// Two gates side by side.
struct ConfigurationComparison {
    let old: Gatekeeper
    let new: Gatekeeper

    var permissions: [NewPermission] {
        defaultContainer + new.configuration.containers.flatMap(permissions(of:)) + size
    }

    /// Whether a request proves a difference.
    func isWitness(_ request: JobRequest) -> Bool {
        new.decide(request).job != nil && old.decide(request).job == nil
    }

    private var defaultContainer: [NewPermission] {
        guard let container = new.configuration.defaultContainer, let script = container.scripts.first else {
            return []
        }
        let before = old.configuration.defaultContainer?.name
        guard before != container.name else { return [] }
        let was = before.map { ", which went to \($0)" } ?? ""
        let request = JobRequest(script: script.name)
        return [
            NewPermission(
                kind: .defaultContainer,
                container: container.name,
                script: nil,
                option: nil,
                message: "requests that name no container\(was) go to \(container.name)",
                witness: isWitness(request) ? request : nil
            )
        ]
    }

    private func permissions(of container: ContainerConfiguration) -> [NewPermission] {
        guard let before = old.configuration.container(named: container.name) else {
            return [
                permission(.container, container, script: container.scripts.first, "the container \(container.name)")
            ]
        }
        return secrets(of: container, before: before)
            + container.scripts.flatMap { script in
                guard let scriptBefore = before.script(named: script.name) else {
                    let message = "the script \(script.name) in \(container.name)"
                    return [permission(.script, container, script: script, message)]
                }
                return ScriptComparison(
                    comparison: self,
                    container: container.name,
                    old: scriptBefore,
                    new: script
                ).permissions
            }
    }

    private func permission(
        _ kind: NewPermission.Kind,
        _ container: ContainerConfiguration,
        script: ScriptConfiguration?,
        _ message: String
    ) -> NewPermission {
        NewPermission(
            kind: kind,
            container: container.name,
            script: script?.name,
            option: nil,
            message: message,
            witness: script.map { JobRequest(container: container.name, script: $0.name) }
        )
    }

    private func secrets(of container: ContainerConfiguration, before: ContainerConfiguration) -> [NewPermission] {
        let known = Set(before.secrets.map(\.secret) + before.additionalSecrets)
        let now = container.secrets.map(\.secret) + container.additionalSecrets
        var reported: Set<ByteString> = []
        return now.filter { !known.contains($0) && reported.insert($0).inserted }.map { secret in
            NewPermission(
                kind: .secret,
                container: container.name,
                script: nil,
                option: nil,
                message: "jobs of \(container.name) may read the secret \(secret)",
                witness: nil
            )
        }
    }

    /// The smallest task that is newly allowed, shown by a script that both configurations have.
    private var size: [NewPermission] {
        let common = new.configuration.containers.lazy.compactMap { container -> JobRequest? in
            let before = old.configuration.container(named: container.name)
            let script = container.scripts.first { before?.script(named: $0.name) != nil }
            return script.map { JobRequest(container: container.name, script: $0.name) }
        }
        guard let request = common.first, let witness = sizes.lazy.map({ with($0, request) }).first(where: isWitness)
        else {
            return []
        }
        let sizes = new.configuration.sizes
        let message = "tasks of up to cpu \(sizes.maximumCPU) and memory \(sizes.maximumMemory) MiB"
        return [
            NewPermission(kind: .size, container: nil, script: nil, option: nil, message: message, witness: witness)
        ]
    }

    /// Every size of Fargate, and for EC2 the corners of the new maxima.
    private var sizes: [(size: TaskSize, launchType: LaunchType)] {
        let fargate = FargateSizes.rows.flatMap { row in row.memories.map { TaskSize(cpu: row.cpu, memory: $0) } }
        let maxima = new.configuration.sizes
        let corners = [TaskSize(cpu: maxima.maximumCPU, memory: 1), TaskSize(cpu: 1, memory: maxima.maximumMemory)]
        return fargate.map { ($0, .fargate) } + corners.map { ($0, .ec2) }
    }

    private func with(_ size: (size: TaskSize, launchType: LaunchType), _ request: JobRequest) -> JobRequest {
        var request = request
        request.cpu = size.size.cpu
        request.memory = size.size.memory
        request.launchType = size.launchType
        return request
    }
}
