import RunProtocol

/// The documented list of containers: each with its scripts indented under it, both in alphabetical order.
struct ContainerListing {
    private let context: CommandContext
    private let output: OutputOptions

    init(_ context: CommandContext, _ output: OutputOptions) {
        self.context = context
        self.output = output
    }

    /// Asks and prints.
    ///
    /// - Returns: the exit code.
    func show(_ transport: any Transport) async throws -> Int32 {
        let answer = try await transport.describe()
        switch output.format {
        case .text: try await context.write(Self.text(answer))
        case .json: try await context.write(json: answer)
        }
        return 0
    }

    private static func text(_ answer: DescribeAnswer) -> String {
        answer.containers.flatMap { [$0.name] + $0.scripts.map { "  \($0)" } }.joined(separator: "\n")
    }
}
