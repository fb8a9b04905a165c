/// How much of a machine a task gets.
public struct TaskSize: Hashable, Sendable {
    /// CPU units, 1,024 to a virtual CPU.
    public let cpu: Int
    /// Memory, in MiB.
    public let memory: Int

    /// Creates a size.
    public init(cpu: Int, memory: Int) {
        self.cpu = cpu
        self.memory = memory
    }
}

extension TaskSize: CustomStringConvertible {
    /// The size in words: `cpu 1024 with memory 2048`.
    public var description: String { "cpu \(cpu) with memory \(memory)" }
}
