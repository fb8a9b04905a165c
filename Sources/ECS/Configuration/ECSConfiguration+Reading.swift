public import Gatekeeper

extension ECSConfiguration {
    /// Reads the `ecs` section of a configuration, and finds everything that is wrong with it.
    ///
    /// - Parameters:
    ///   - node: the section; `nil` where the configuration has none.
    ///   - containers: the containers of the configuration: each of them needs a task definition.
    /// - Returns: the configuration, unless something in it is wrong, and all findings.
    public static func read(
        _ node: ConfigurationNode?,
        for containers: [ContainerConfiguration]
    ) -> (configuration: ECSConfiguration?, findings: [ConfigurationFinding]) {
        guard let node else { return (nil, [noSection]) }
        var reader = FieldReader(node, kind: "the ecs section")
        let cluster = reader.required("cluster")
        let subnets = reader.names("subnets", prefix: "subnet-")
        if let none = subnets, none.isEmpty { reader.reportNoSubnets() }
        if subnets == nil, !reader.isWritten("subnets") { reader.reportMissing("subnets") }
        var configuration = ECSConfiguration(
            cluster: cluster ?? "",
            subnets: subnets ?? [],
            taskDefinitions: reader.taskDefinitions(of: containers.map(\.name))
        )
        configuration.securityGroups = reader.names("security_groups", prefix: "sg-") ?? []
        if reader.boolean("assign_public_ip")?.value == true { configuration.publicAddress = .assigned }
        if let version = reader.platformVersion() { configuration.platformVersion = version }
        if let group = reader.filled("log_group") { configuration.logGroup = group }
        configuration.capacityProviders = reader.capacityProviders()
        if let seconds = reader.integer("stop_timeout_seconds", in: 2...3600)?.value {
            configuration.stopTimeoutSeconds = seconds
        }
        if let minutes = reader.integer("max_run_minutes", in: 1...(7 * 24 * 60))?.value {
            configuration.maxRunMinutes = minutes
        }
        if let seconds = reader.integer("abandon_after_seconds", in: 5...86_400)?.value {
            configuration.abandonAfterSeconds = seconds
        }
        let findings = reader.finish()
        return (findings.contains { $0.severity == .error } ? nil : configuration, findings)
    }

    private static let noSection = ConfigurationFinding.error(
        .missingField,
        at: SourceLocation(),
        "the configuration has no ecs section, so there is no telling where tasks run",
        hint: #"add "ecs": {"cluster": …, "subnets": […], "task_definitions": {…}}"#
    )
}

extension FieldReader {
    /// A text that must be there and not be empty.
    fileprivate mutating func required(_ key: ByteString) -> String? {
        if !isWritten(key) { reportMissing(key) }
        return filled(key)
    }

    /// A text that must not be empty.
    fileprivate mutating func filled(_ key: ByteString) -> String? {
        guard let text = string(key) else { return nil }
        guard text.value.isEmpty else { return text.value.string }
        report(.error(.empty, at: text.location, "\(key) must not be empty"))
        return nil
    }

    /// Names that AWS made, such as `subnet-0a1b`.
    fileprivate mutating func names(_ key: ByteString, prefix: ByteString) -> [String]? {
        guard let list = strings(key) else { return nil }
        for name in list.value where !name.value.hasPrefix(prefix) || name.value.count == prefix.count {
            let message = "(\(name.value)) does not look like one of the \(key)"
            report(.error(.unknownValue, at: name.location, message, hint: "they begin with \(prefix)"))
        }
        return list.value.map(\.value.string)
    }

    fileprivate mutating func reportNoSubnets() {
        let hint = "name subnets of several availability zones, so that a task finds capacity in one of them"
        report(.error(.empty, at: location(of: "subnets"), "a task needs a subnet, and there is none", hint: hint))
    }

    fileprivate mutating func platformVersion() -> String? {
        guard let version = string("platform_version") else { return nil }
        let numbers = version.value.string.split(separator: ".", omittingEmptySubsequences: false)
        guard version.value == "LATEST" || numbers.count == 3 && numbers.allSatisfy({ UInt16($0) != nil }) else {
            let message = "(\(version.value)) is not a platform version of Fargate"
            report(.error(.unknownValue, at: version.location, message, hint: "write one such as 1.4.0, or LATEST"))
            return nil
        }
        return version.value.string
    }

    fileprivate mutating func capacityProviders() -> [LaunchType: String] {
        var providers: [LaunchType: String] = [:]
        for entry in stringMap("capacity_providers") {
            if let type = LaunchType(rawValue: entry.value.name.string) {
                providers[type] = entry.value.value.value.string
                continue
            }
            let message = "(\(entry.value.name)) is not a launch type"
            let hint = "the launch types are \(LaunchType.allCases.map(\.rawValue).joined(separator: " and "))"
            report(.error(.unknownValue, at: entry.location, message, hint: hint))
        }
        return providers
    }

    fileprivate mutating func taskDefinitions(of containers: [ByteString]) -> [String: String] {
        let known = Set(containers)
        var found: [String: String] = [:]
        for entry in stringMap("task_definitions") {
            let (name, definition) = (entry.value.name, entry.value.value)
            found[name.string] = definition.value.string
            if !known.contains(name) {
                let all = containers.sorted().map(\.string).joined(separator: ", ")
                let message = "there is no container \(name)"
                report(.error(.unknownValue, at: entry.location, message, hint: "the containers are \(all)"))
            }
            if !Self.isPinned(definition.value.string) {
                let message = "(\(definition.value)) does not name one revision of a task definition"
                let hint = "pin it, as in family:7: what runs must not change without this configuration"
                report(.error(.unknownValue, at: definition.location, message, hint: hint))
            }
        }
        for name in containers where found[name.string] == nil {
            let message = "container \(name) has no task definition, so it cannot be run on ECS"
            report(.error(.missingField, at: location(of: "task_definitions"), message, hint: "add it here"))
        }
        return found
    }

    /// Whether a task definition is `family:revision`, by itself or as the end of an ARN.
    private static func isPinned(_ definition: String) -> Bool {
        let name = definition.hasPrefix("arn:") ? definition.split(separator: "/").last.map(String.init) : definition
        guard let parts = name?.split(separator: ":", omittingEmptySubsequences: false), parts.count == 2,
            !parts[0].isEmpty, let revision = UInt32(parts[1])
        else { return false }
        return revision > 0 && !definition.contains { $0.isWhitespace }
    }
}
