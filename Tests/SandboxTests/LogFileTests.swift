import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Sandbox

@Suite struct LogFileTests {
    @Test func `only whole lines are handed on, and a line that grows comes once it is whole`() async throws {
        try await withFolder { folder in
            let path = folder.appending("log")
            let writer = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .append],
                permissions: .ownerReadWrite
            )
            defer { try? writer.close() }
            try writer.writeAll("1 5 o first\n2 5 o sec".utf8)
            var log = try LogFile(path, at: .start)
            #expect(String(decoding: try log.read(), as: UTF8.self) == "1 5 o first\n")
            #expect(try log.read().isEmpty)
            #expect(log.hint == "12")
            try writer.writeAll("ond\n".utf8)
            #expect(String(decoding: try log.read(), as: UTF8.self) == "2 5 o second\n")
            #expect(log.hint == "25")
        }
    }

    @Test(arguments: ["12", "0", "13", "-1", "999", "x"])
    func `a hint is believed only where the next record begins`(hint: String) async throws {
        try await withFolder { folder in
            let path = folder.appending("log")
            try Folder.write("1 5 o first\n2 5 o second\n".utf8, to: path)
            var log = try LogFile(path, at: LogCursor(after: 1, hint: hint))
            let text = String(decoding: try log.read(), as: UTF8.self)
            #expect(text == (hint == "12" ? "2 5 o second\n" : "1 5 o first\n2 5 o second\n"))
        }
    }

    @Test func `the last line of a log is found from its end`() async throws {
        try await withFolder { folder in
            let path = folder.appending("log")
            #expect(LogTail.lastLine(of: path) == nil)
            try Folder.write("1 5 o unfinished".utf8, to: path)
            #expect(LogTail.lastLine(of: path) == nil)
            try Folder.write("1 5 o a\n2 5 = {}\nrest".utf8, to: path)
            #expect(LogTail.lastLine(of: path).map { String(decoding: $0, as: UTF8.self) } == "2 5 = {}")
        }
    }
}
