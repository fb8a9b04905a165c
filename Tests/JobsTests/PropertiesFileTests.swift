import Fixtures
import Glibc
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

@Suite struct PropertiesFileTests {
    @Test func `a new file gets the line, and a second key another one`() throws {
        let folder = try TestFolder()
        let file = try PropertiesFile("artifact.properties", in: folder.path)
        #expect(folder.read("artifact.properties") == nil)
        try file.set("ARTIFACT_ID", to: "ami-0123")
        try file.set("image.digest", to: "sha256:00ff")
        #expect(folder.read("artifact.properties") == "ARTIFACT_ID=ami-0123\nimage.digest=sha256:00ff\n")
        let permissions = try folder.path.appending("artifact.properties").stat().permissions
        #expect(permissions == [.ownerReadWrite, .groupRead, .otherRead])
    }

    @Test func `a key that is there is replaced where it stands, and only once`() throws {
        let folder = try TestFolder()
        try folder.write("# made by hand\nA=1\nARTIFACT_ID = old\n\nMY_ARTIFACT_ID=x\nARTIFACT_ID=older", to: "f")
        try PropertiesFile("\(folder.path)/f", in: "/").set("ARTIFACT_ID", to: "ami-1,ami-2")
        #expect(folder.read("f") == "# made by hand\nA=1\nARTIFACT_ID=ami-1,ami-2\n\nMY_ARTIFACT_ID=x\n")
    }

    @Test func `a file that its owner alone may read stays one`() throws {
        let folder = try TestFolder()
        try folder.write("PASSWORD=hunter22\n", to: "f", permissions: .ownerReadWrite)
        try PropertiesFile("f", in: folder.path).set("ARTIFACT_ID", to: "ami-1")
        #expect(folder.read("f") == "PASSWORD=hunter22\nARTIFACT_ID=ami-1\n")
        #expect(try folder.path.appending("f").stat().permissions == .ownerReadWrite)
    }

    @Test func `a value cannot add a line of its own`() throws {
        let folder = try TestFolder()
        let file = try PropertiesFile("f", in: folder.path)
        try file.set("K", to: " a\nB=2\r\t\\ é")
        #expect(folder.read("f") == "K=\\ a\\nB=2\\r\\t\\\\ é\n")
    }

    @Test func `what cannot be written is an error before anything happens`() throws {
        let folder = try TestFolder()
        try folder.write("x", to: "folder/file")
        for text in ["missing/f", "folder", "folder/file/f", "/proc/f"] {
            let error = #expect(throws: RunnerError.self) { _ = try PropertiesFile(text, in: folder.path) }
            #expect(error?.errorType == "PropertiesFileUnwritable" && error?.code == .usage, "\(text)")
        }
    }

    @Test func `a link is not followed`() throws {
        let folder = try TestFolder()
        try folder.write("precious", to: "target")
        #expect(symlink("\(folder.path)/target", "\(folder.path)/link") == 0)
        #expect(throws: RunnerError.self) { _ = try PropertiesFile("link", in: folder.path) }
        #expect(folder.read("target") == "precious")
    }

    @Test func `bytes that are no text survive`() throws {
        let folder = try TestFolder()
        try Folder.write([0x41, 0x3D, 0xE9, 0x0A], to: folder.path.appending("f"))
        try PropertiesFile("f", in: folder.path).set("B", to: "1")
        #expect(try Folder.read(folder.path.appending("f")) == [0x41, 0x3D, 0xE9, 0x0A] + Array("B=1\n".utf8))
    }
}
