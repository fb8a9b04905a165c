import Crypto
import RunProtocol

extension RunTaskInput {
    /// What tells this request from every other: the SHA-256 of what is sent, in hexadecimal digits.
    public var digest: String { Hex.text(SHA256.hash(data: JSON.encode(RunTaskBody(self)))) }

    /// The `overrides` exactly as they are sent: ECS takes at most 8,192 characters of them.
    public var overridesJSON: [UInt8] { Array(JSON.encode(Overrides(self))) }
}

/// A request, made the same from the same input: ECS refuses a known token with anything else in it.
struct RunTaskBody: Encodable {
    private let cluster: String
    private let taskDefinition: String
    private let count = 1
    private let clientToken: String
    private let startedBy: String
    private let launchType: String?
    private let capacityProviderStrategy: [CapacityProvider]?
    private let platformVersion: String?
    private let networkConfiguration: NetworkConfiguration?
    private let overrides: Overrides
    private let tags: [ECSTag]?

    init(_ input: RunTaskInput) {
        cluster = input.cluster
        taskDefinition = input.taskDefinition
        clientToken = input.clientToken
        startedBy = input.startedBy
        launchType = input.launchType
        capacityProviderStrategy = input.capacityProviders.map(CapacityProvider.init).nonEmpty
        platformVersion = input.platformVersion
        networkConfiguration = input.subnets.isEmpty ? nil : NetworkConfiguration(input)
        overrides = Overrides(input)
        tags = ECSTag.list(input.tags).nonEmpty
    }
}

private struct CapacityProvider: Encodable {
    let capacityProvider: String
    let weight = 1

    init(_ name: String) {
        capacityProvider = name
    }
}

private struct NetworkConfiguration: Encodable {
    struct Interface: Encodable {
        let subnets: [String]
        let securityGroups: [String]?
        let assignPublicIp: String
    }

    let awsvpcConfiguration: Interface

    init(_ input: RunTaskInput) {
        awsvpcConfiguration = Interface(
            subnets: input.subnets,
            securityGroups: input.securityGroups.nonEmpty,
            assignPublicIp: input.assignsPublicIP ? "ENABLED" : "DISABLED"
        )
    }
}

private struct Overrides: Encodable {
    struct Container: Encodable {
        let name: String
        let command: [String]?
        let environment: [Variable]?
        let cpu: Int?
        let memory: Int?
    }

    struct Variable: Encodable {
        let name: String
        let value: String
    }

    let containerOverrides: [Container]
    // A task's sizes are strings in this API, a container's are numbers.
    let cpu: String?
    let memory: String?

    init(_ input: RunTaskInput) {
        let container = input.containerOverride
        containerOverrides = [
            Container(
                name: container.name,
                command: container.command.nonEmpty,
                environment: container.environment.map { Variable(name: $0.0, value: $0.1) }.nonEmpty,
                cpu: container.cpu,
                memory: container.memory
            )
        ]
        cpu = input.cpu.map(String.init)
        memory = input.memory.map(String.init)
    }
}

extension Array {
    /// The same, or `nil` in place of nothing: a list that is left out of a request.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
