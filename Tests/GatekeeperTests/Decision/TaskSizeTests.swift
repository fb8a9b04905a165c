import Gatekeeper
import Testing

@Suite struct TaskSizeTests {
    private func decide(
        _ cpu: Int?,
        _ memory: Int?,
        _ launchType: LaunchType? = nil,
        sizes: String = ""
    ) throws -> Decision {
        let json = #"{"containers": {"c": {"script_config": {"s": {}}}}\#(sizes)}"#
        var request = JobRequest(container: "c", script: "s")
        request.cpu = cpu
        request.memory = memory
        request.launchType = launchType
        return try Fixtures.gate(json).decide(request)
    }

    private static let wide = #", "container_max_cpu": 16384, "container_max_memory": 122880"#

    @Test func `a request without a size gets the defaults`() throws {
        let job = try #require(try decide(nil, nil).job)
        #expect(job.size == TaskSize(cpu: 1024, memory: 4096))
        #expect(job.launchType == .fargate)
    }

    /// The whole table of the developer guide, written down independently of the code.
    @Test func `exactly the documented combinations run on Fargate`() throws {
        var documented: Set<[Int]> = [[256, 512], [256, 1024], [256, 2048]]
        for gibibytes in 1...4 { documented.insert([512, gibibytes * 1024]) }
        for gibibytes in 2...8 { documented.insert([1024, gibibytes * 1024]) }
        for gibibytes in 4...16 { documented.insert([2048, gibibytes * 1024]) }
        for gibibytes in 8...30 { documented.insert([4096, gibibytes * 1024]) }
        for step in 0...11 { documented.insert([8192, (16 + 4 * step) * 1024]) }
        for step in 0...11 { documented.insert([16_384, (32 + 8 * step) * 1024]) }
        #expect(documented.contains([8192, 61_440]) == (16 + 4 * 11 == 60))
        let gate = try Fixtures.gate(#"{"containers": {"c": {"script_config": {"s": {}}}}\#(Self.wide)}"#)
        var request = JobRequest(container: "c", script: "s")
        for cpu in [128, 256, 512, 1000, 1024, 2048, 4096, 8192, 16_384] {
            for memory in stride(from: 512, through: 122_880, by: 512) {
                (request.cpu, request.memory) = (cpu, memory)
                #expect((gate.decide(request).job != nil) == documented.contains([cpu, memory]), "\(cpu) \(memory)")
            }
        }
    }

    @Test(
        arguments: [
            (
                4096, 8192,
                """
                TaskCpuRestrictedError: Provided value for task cpu (4096) is not between 1 and the maximum of 2048 CPU units.
                rule: container_max_cpu
                hint: the nearest size is cpu 2048 with memory 8192 MiB: --task-cpu 2048 --task-memory 8192
                """
            ),
            (
                nil, 16_384,
                """
                TaskMemoryRestrictedError: Provided value for task memory (16384) is not between 1 and the maximum of 8192 MiB.
                rule: container_max_memory
                hint: the nearest size is cpu 1024 with memory 8192 MiB: --task-cpu 1024 --task-memory 8192
                """
            ),
            (
                0, nil,
                """
                TaskCpuRestrictedError: Provided value for task cpu (0) is not between 1 and the maximum of 2048 CPU units.
                rule: container_max_cpu
                hint: the nearest size is cpu 256 with memory 2048 MiB: --task-cpu 256 --task-memory 2048
                """
            ),
            (
                256, nil,
                """
                TaskSizeNotSupportedError: Fargate has no tasks of cpu 256 with memory 4096 MiB.
                rule: fargate_task_sizes
                hint: the nearest size is cpu 256 with memory 2048 MiB: --task-cpu 256 --task-memory 2048
                """
            ),
            (
                1000, 3000,
                """
                TaskSizeNotSupportedError: Fargate has no tasks of cpu 1000 with memory 3000 MiB.
                rule: fargate_task_sizes
                hint: the nearest size is cpu 1024 with memory 3072 MiB: --task-cpu 1024 --task-memory 3072
                """
            ),
            (
                -1, -1,
                """
                TaskCpuRestrictedError: Provided value for task cpu (-1) is not between 1 and the maximum of 2048 CPU units.
                rule: container_max_cpu
                hint: the nearest size is cpu 256 with memory 512 MiB: --task-cpu 256 --task-memory 512
                """
            ),
        ] as [(Int?, Int?, String)]
    )
    func `a size that cannot be had is refused with the nearest one`(cpu: Int?, memory: Int?, text: String) throws {
        #expect(try decide(cpu, memory).rejection?.description == text)
    }

    @Test func `EC2 takes any size below the maxima`() throws {
        #expect(try decide(100, 300, .ec2).job?.size == TaskSize(cpu: 100, memory: 300))
        #expect(
            try decide(4096, 300, .ec2).rejection?.hint == "the most that is allowed is cpu 2048 with memory 8192 MiB"
        )
    }

    @Test func `the launch type of the request goes before the default`() throws {
        let sizes = #", "container_default_launch_type": "EC2""#
        #expect(try decide(nil, nil, sizes: sizes).job?.launchType == .ec2)
        #expect(try decide(nil, nil, .fargate, sizes: sizes).job?.launchType == .fargate)
        #expect(try decide(100, 300, .fargate, sizes: sizes).rejection?.type == .taskSize)
    }
}
