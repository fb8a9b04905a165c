/// The sizes that Fargate has, from the table "Task CPU and memory" of the Amazon ECS developer guide.
enum FargateSizes {
    /// The amounts of memory, in MiB, that go with an amount of CPU.
    struct Row {
        let cpu: Int
        let memories: [Int]
    }

    static let rows = [
        Row(cpu: 256, memories: [512, 1024, 2048]),
        Row(cpu: 512, memories: Array(stride(from: 1024, through: 4096, by: 1024))),
        Row(cpu: 1024, memories: Array(stride(from: 2048, through: 8192, by: 1024))),
        Row(cpu: 2048, memories: Array(stride(from: 4096, through: 16_384, by: 1024))),
        Row(cpu: 4096, memories: Array(stride(from: 8192, through: 30_720, by: 1024))),
        Row(cpu: 8192, memories: Array(stride(from: 16_384, through: 61_440, by: 4096))),
        Row(cpu: 16_384, memories: Array(stride(from: 32_768, through: 122_880, by: 8192))),
    ]

    static func supports(_ size: TaskSize) -> Bool {
        rows.contains { $0.cpu == size.cpu && $0.memories.contains(size.memory) }
    }

    /// The size that is nearest to what was asked for, none of it above the maxima; `nil` when the maxima leave none.
    ///
    /// An amount of CPU that exists is kept if it can be; otherwise the next larger one counts as nearest. Of two amounts
    /// of memory at the same distance the larger one does.
    static func nearest(to size: TaskSize, within sizes: TaskSizes) -> TaskSize? {
        let possible = rows.filter { row in
            row.cpu <= sizes.maximumCPU && row.memories.contains { $0 <= sizes.maximumMemory }
        }
        guard let row = possible.first(where: { $0.cpu >= size.cpu }) ?? possible.last else { return nil }
        let memories = row.memories.filter { $0 <= sizes.maximumMemory }
        let nearest = memories.min { left, right in
            (abs(left - size.memory), -left) < (abs(right - size.memory), -right)
        }
        return nearest.map { TaskSize(cpu: row.cpu, memory: $0) }
    }
}
