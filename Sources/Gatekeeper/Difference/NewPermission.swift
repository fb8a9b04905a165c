/// Something that one configuration allows and an earlier one did not.
public struct NewPermission: Hashable, Sendable {
    /// What is newly allowed.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A container.
        case container = "container"
        /// Requests that name no container, or that they go to another one.
        case defaultContainer = "default-container"
        /// A script of a container.
        case script = "script"
        /// Positional arguments.
        case positionalArguments = "positional-arguments"
        /// An option, or an option without a value.
        case option = "option"
        /// A value of an option.
        case value = "value"
        /// An option more than once.
        case repetition = "repetition"
        /// A larger task.
        case size = "size"
        /// Other options or arguments that the configuration itself passes.
        case hardcoded = "hardcoded"
        /// A secret that a container's jobs may read.
        case secret = "secret"
    }

    /// What is newly allowed.
    public let kind: Kind
    /// The container.
    public let container: ByteString?
    /// The script.
    public let script: ByteString?
    /// The option, as it is written; with the option that it stands in, for nested arguments.
    public let option: ByteString?
    /// What is newly allowed, as one sentence without a full stop.
    public let message: String
    /// A request that is approved now and was refused before; `nil` where no single request shows the difference, and
    /// where the two sets of rules could not be compared exactly.
    public let witness: JobRequest?
}

extension NewPermission: CustomStringConvertible {
    /// The message and the witness as a command line.
    public var description: String {
        guard let witness else { return message }
        let words = [witness.container, witness.script].compactMap(\.self) + witness.arguments
        var line = ShellWords.join(words).visible(limit: 400)
        if let cpu = witness.cpu { line = "--task-cpu \(cpu) " + line }
        if let memory = witness.memory { line = "--task-memory \(memory) " + line }
        return "\(message)\n    for example: \(line)"
    }
}
