/// Decides about the size of a task.
struct TaskSizeRules: Sendable {
    let sizes: TaskSizes

    /// The size that a request gets.
    func size(for request: JobRequest) throws(Rejection) -> TaskSize {
        let cpu = request.cpu ?? sizes.cpu
        let memory = request.memory ?? sizes.memory
        guard (1...sizes.maximumCPU).contains(cpu) else {
            throw Rejection(
                .taskCPU,
                "Provided value for task cpu (\(cpu)) is not between 1 and the maximum of \(sizes.maximumCPU) CPU units.",
                rule: "container_max_cpu"
            ).hinting(nearest(to: TaskSize(cpu: cpu, memory: memory), request))
        }
        guard (1...sizes.maximumMemory).contains(memory) else {
            throw Rejection(
                .taskMemory,
                "Provided value for task memory (\(memory)) is not between 1 and the maximum of \(sizes.maximumMemory) MiB.",
                rule: "container_max_memory"
            ).hinting(nearest(to: TaskSize(cpu: cpu, memory: memory), request))
        }
        let size = TaskSize(cpu: cpu, memory: memory)
        guard launchType(for: request) == .ec2 || FargateSizes.supports(size) else {
            throw Rejection(
                .taskSize,
                "Fargate has no tasks of \(size) MiB.",
                rule: "fargate_task_sizes"
            ).hinting(nearest(to: size, request))
        }
        return size
    }

    /// Where a request's task runs.
    func launchType(for request: JobRequest) -> LaunchType {
        request.launchType ?? sizes.launchType
    }

    private func nearest(to size: TaskSize, _ request: JobRequest) -> String {
        guard launchType(for: request) == .fargate else {
            return "the most that is allowed is cpu \(sizes.maximumCPU) with memory \(sizes.maximumMemory) MiB"
        }
        guard let nearest = FargateSizes.nearest(to: size, within: sizes) else {
            return "no size of Fargate is below the configured maxima"
        }
        return "the nearest size is \(nearest) MiB: --task-cpu \(nearest.cpu) --task-memory \(nearest.memory)"
    }
}
