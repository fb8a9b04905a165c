import Supervision
import SystemPackage
import Testing

@Suite struct SearchPathTests {
    @Test func `relative and empty entries are left out, the rest keeps its order`() {
        let path = SearchPath(":/usr/bin::bin:./x:../y:~/z:/bin:/usr/bin:.:")
        #expect(path.folders == ["/usr/bin", "/bin", "/usr/bin"])
        #expect(SearchPath("").folders.isEmpty)
        #expect(SearchPath(":").folders.isEmpty)
    }

    @Test func `the first executable file counts; folders, plain files and dangling links do not`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "search-path") { root in
            let folders = (1...6).map { root.appending("\($0)") }
            for folder in folders { try Folder.make(folder) }
            try Folder.make(folders[0].appending("tool"))
            try Folder.write([], to: folders[1].appending("tool"))
            try await link("/nowhere", folders[2].appending("tool"))
            let program = folders[4].appending("tool")
            try Folder.write([], to: program, permissions: [.ownerReadWrite, .ownerExecute])
            try await link(program, folders[3].appending("tool"))
            try Folder.write([], to: folders[5].appending("tool"), permissions: [.ownerReadWrite, .ownerExecute])

            let path = SearchPath(folders.map(\.string).joined(separator: ":"))
            #expect(path.locate("tool") == folders[3].appending("tool"))
            #expect(path.locate("other") == nil)
            #expect(path.locate("") == nil)
            #expect(path.locate("..") == nil)
        }
    }

    private func link(_ target: FilePath, _ path: FilePath) async throws {
        let made = try await Command("/bin/ln", ["-s", target.string, path.string], environment: [:]).capture()
        #expect(made.succeeded)
    }
}
