/// What a caller asks for: a script in a container, with arguments.
public struct JobRequest: Hashable, Sendable {
    /// The container; the one marked `default` when `nil`.
    public var container: ByteString?
    /// The script.
    public var script: ByteString
    /// The arguments, one element each, untouched since the caller wrote them.
    public var arguments: [ByteString]
    /// CPU units; the configured default when `nil`.
    public var cpu: Int?
    /// Memory in MiB; the configured default when `nil`.
    public var memory: Int?
    /// Where the task runs; the configured default when `nil`.
    public var launchType: LaunchType?

    /// Creates a request with the configured size.
    public init(container: ByteString? = nil, script: ByteString, arguments: [ByteString] = []) {
        self.container = container
        self.script = script
        self.arguments = arguments
    }

    /// Creates a request whose arguments come as one line, as scheduled invocations send them.
    ///
    /// - Throws: `ShellWordsError`, when the line has an open quote or ends with a backslash.
    public init(
        container: ByteString? = nil,
        script: ByteString,
        commandLine: ByteString
    ) throws(ShellWordsError) {
        self.init(container: container, script: script, arguments: try ShellWords.split(commandLine))
    }
}
