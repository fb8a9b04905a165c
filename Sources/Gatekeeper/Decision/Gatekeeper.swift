/// Decides what may run.
///
/// A pure function of a configuration and a request: no clock, no network, no memory of earlier requests. Patterns were
/// compiled when the configuration was loaded, and every decision takes time linear in the length of the arguments.
public struct Gatekeeper: Sendable {
    /// What is allowed.
    public let configuration: Configuration
    /// How much a caller may pass.
    public let limits: ArgumentLimits

    private let containers: [ByteString: CompiledContainer]
    private let sizes: TaskSizeRules

    /// Makes a gate for a configuration.
    public init(_ configuration: Configuration, limits: ArgumentLimits = ArgumentLimits()) {
        self.configuration = configuration
        self.limits = limits
        containers = Dictionary(
            uniqueKeysWithValues: configuration.containers.map { ($0.name, CompiledContainer($0)) }
        )
        sizes = TaskSizeRules(sizes: configuration.sizes)
    }

    /// Decides about a request.
    ///
    /// Whatever no rule allows is refused.
    public func decide(_ request: JobRequest) -> Decision {
        do {
            return .approved(try approve(request))
        } catch {
            return .refused(error)
        }
    }

    private func approve(_ request: JobRequest) throws(Rejection) -> ApprovedJob {
        let container = try container(named: request.container)
        let script = try script(named: request.script, in: container)
        try ArgumentTextCheck(limits: limits).check(request.arguments)
        let arguments = try script.approve(request.arguments)
        let size = try sizes.size(for: request)
        var job = ApprovedJob(script, arguments: arguments, size: size, launchType: sizes.launchType(for: request))
        if let artifacts = configuration.artifacts, artifacts.covers(arguments.parsed) { job.artifacts = artifacts }
        return job
    }

    private func container(named name: ByteString?) throws(Rejection) -> CompiledContainer {
        let all = configuration.containers.map(\.name)
        guard let name = name ?? configuration.defaultContainer?.name else {
            throw Rejection(
                .noDefaultContainer,
                "The request names no container, and no container is marked as the default.",
                rule: "request/container_name"
            ).hinting("name one of the containers: \(Self.list(all))")
        }
        guard let container = containers[name] else {
            throw Rejection(
                .containerNotFound,
                "Container (\(name)) is not configured.",
                rule: "request/container_name"
            )
            .hinting(Self.hint(for: name, among: all, kind: "containers"))
        }
        return container
    }

    private func script(named name: ByteString, in container: CompiledContainer) throws(Rejection) -> CompiledScript {
        guard let script = container.scripts[name] else {
            let containerName = container.configuration.name
            throw Rejection(
                .scriptNotAllowed,
                "Script (\(name)) is not in the list of scripts of the container \(containerName).",
                rule: "\(containerName)/script_config"
            ).hinting(hint(forScript: name, in: container.configuration))
        }
        return script
    }

    private func hint(forScript name: ByteString, in container: ContainerConfiguration) -> String {
        let elsewhere = configuration.containers.filter { $0.script(named: name) != nil }.map(\.name)
        guard elsewhere.isEmpty else { return "this script may be run in \(Self.list(elsewhere))" }
        return Self.hint(for: name, among: container.scripts.map(\.name), kind: "scripts of \(container.name)")
    }

    private static func hint(for name: ByteString, among names: [ByteString], kind: String) -> String {
        if let meant = NearestName.nearest(to: name, among: names) { return "did you mean \(meant)?" }
        return names.isEmpty ? "there are no \(kind)" : "the \(kind) are \(list(names))"
    }

    private static func list(_ names: [ByteString]) -> String {
        names.map(\.description).joined(separator: ", ")
    }
}
