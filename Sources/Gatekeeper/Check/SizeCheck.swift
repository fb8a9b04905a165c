/// What can be wrong with the sizes of tasks.
struct SizeCheck {
    let draft: ConfigurationDraft

    private var sizes: TaskSizes { draft.sizes }

    var findings: [ConfigurationFinding] {
        overMaximum("container_cpu", sizes.cpu, "container_max_cpu", sizes.maximumCPU)
            + overMaximum("container_memory", sizes.memory, "container_max_memory", sizes.maximumMemory)
            + unsupported
    }

    private func overMaximum(
        _ key: ByteString,
        _ value: Int,
        _ maximumKey: ByteString,
        _ maximum: Int
    ) -> [ConfigurationFinding] {
        guard value > maximum else { return [] }
        let message = "\(key) (\(value)) is above \(maximumKey) (\(maximum))"
        let hint = "lower \(key) or raise \(maximumKey)"
        return [.error(.defaultOverMaximum, at: location(of: key), message, hint: hint)]
    }

    private var unsupported: [ConfigurationFinding] {
        let size = TaskSize(cpu: sizes.cpu, memory: sizes.memory)
        guard sizes.launchType == .fargate, !FargateSizes.supports(size) else { return [] }
        let message = "Fargate has no tasks of \(size)"
        let nearest = FargateSizes.nearest(to: size, within: sizes)
        let hint = nearest.map { "the nearest size is \($0)" } ?? "raise container_max_cpu and container_max_memory"
        return [.error(.unsupportedSize, at: location(of: "container_cpu"), message, hint: hint)]
    }

    private func location(of key: ByteString) -> SourceLocation {
        draft.sizeLocations[key] ?? SourceLocation()
    }
}
