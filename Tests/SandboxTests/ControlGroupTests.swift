import Foundation
import Glibc
import Supervision
import Testing

@testable import Sandbox

@Suite struct ControlGroupTests {
    @Test func `a group bounds memory and cpu and is gone afterwards, or says why it cannot be`() throws {
        let name = "deploy-runner-test-\(UUID().uuidString)"
        switch ControlGroup.make(name, ControlGroup.Limits(cpu: 512, memory: 64)) {
        case .success(let group):
            defer { group.remove() }
            #expect(!group.ranOutOfMemory)
            let one = try? find("/sys/fs/cgroup/memory", name, "memory.limit_in_bytes")
            let two = try? find("/sys/fs/cgroup", name, "memory.max")
            #expect((one ?? two) == "\(64 << 20)\n")
        case .failure(let reason):
            #expect(!reason.description.isEmpty)
        }
    }

    private func find(_ root: String, _ name: String, _ file: String) throws -> String? {
        guard let walk = FileManager.default.enumerator(atPath: root) else { return nil }
        for case let path as String in walk where path.hasSuffix("\(name)/\(file)") {
            return ProcFile.read("\(root)/\(path)")
        }
        return nil
    }
}
