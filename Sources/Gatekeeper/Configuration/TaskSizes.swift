/// The sizes of tasks: what they get when the caller says nothing, and the most that a caller may ask for.
public struct TaskSizes: Hashable, Sendable {
    /// `container_cpu`: the default, in CPU units, 1,024 to a virtual CPU.
    public internal(set) var cpu = 1024
    /// `container_memory`: the default, in MiB.
    public internal(set) var memory = 4096
    /// `container_max_cpu`: the maximum, in CPU units.
    public internal(set) var maximumCPU = 2048
    /// `container_max_memory`: the maximum, in MiB.
    public internal(set) var maximumMemory = 8192
    /// `container_default_launch_type`: the default.
    public internal(set) var launchType = LaunchType.fargate
}
