import Supervision
import SystemPackage
import Testing

@Suite struct ProcFileTests {
    @Test func `a small file is read whole, and what is not there is nothing`() async throws {
        #expect(ProcFile.read("/proc/self/stat")?.isEmpty == false)
        #expect(ProcFile.read("/proc/self/nothing") == nil)
        #expect(ProcFile.read("/proc") == nil)
        #expect(ProcFile.read("/dev/null")?.isEmpty == true)
        #expect(ProcFile.read("/dev/zero")?.utf8.count == 64 * 1024)
    }

    @Test func `a value is written into a file that is there, and into no other`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "proc-file") { folder in
            let path = folder.appending("cpu.max")
            #expect(throws: Errno.noSuchFileOrDirectory) { try ProcFile.write("1", to: path.string) }
            try Folder.write([], to: path)
            try ProcFile.write("100000 100000", to: path.string)
            #expect(ProcFile.read(path.string) == "100000 100000")
        }
    }
}
