import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Sandbox

@Suite struct StateTests {
    @Test func `the state directory follows the XDG rules`() throws {
        #expect(try StateDirectory(environment: ["XDG_STATE_HOME": "/x", "HOME": "/h"]).path == "/x/deploy-runner")
        #expect(try StateDirectory(environment: ["HOME": "/h"]).path == "/h/.local/state/deploy-runner")
        #expect(
            try StateDirectory(environment: ["XDG_STATE_HOME": "relative", "HOME": "/h"]).path
                == "/h/.local/state/deploy-runner"
        )
        #expect(throws: RunnerError.self) { try StateDirectory(environment: [:]) }
    }

    @Test func `a record survives its writer, and its end is noted once`() async throws {
        try await withFolder { folder in
            let path = folder.appending("runs.sqlite")
            let record = try Self.record("run-01arz3ndektsv4rrff", token: "t")
            #expect(try await RunStore(path).add(record) == record)
            let store = try RunStore(path)
            #expect(try await store.record(of: record.id) == record)
            try await store.update(record.id) { $0.end(.exited(2), at: Timestamp(milliseconds: 5), facts: ["a": "b"]) }
            try await store.update(record.id) { $0.end(.exited(0), at: Timestamp(milliseconds: 9), facts: [:]) }
            let ended = try #require(await store.record(of: record.id))
            #expect(ended.outcome == .exited(2))
            #expect(ended.endedAt == 5)
            #expect(ended.facts == ["a": "b"])
        }
    }

    @Test func `a client token belongs to the run that came first, whoever asks at once`() async throws {
        try await withFolder { folder in
            let path = folder.appending("runs.sqlite")
            let ids = try await withThrowingTaskGroup(of: RunID.self) { group in
                for number in 10..<30 {
                    let record = try Self.record("run-01arz3ndektsv4rr\(number)", token: "same")
                    group.addTask { try await RunStore(path).add(record).id }
                }
                return try await group.reduce(into: Set<RunID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
        }
    }

    @Test func `a state directory that cannot be written is a clear error`() async throws {
        try await withBlockedFolder { folder in
            let error = #expect(throws: RunnerError.self) { try RunStore(folder.appending("runs.sqlite")) }
            #expect(error?.errorType == "StateUnusable")
            #expect(error?.code == .unavailable)
            #expect(error?.hint?.contains("XDG_STATE_HOME") == true)
        }
    }

    /// In a process of its own: what other tests start has the file, too, until it is a program.
    @Test func `the lock of a host is held as long as its file is open`() async {
        await #expect(processExitsWith: .success) {
            try await withFolder { folder in
                let path = folder.appending("host.log")
                #expect(!HostLock.isHeld(path))
                let lock = try HostLock.take(path)
                #expect(HostLock.isHeld(path))
                #expect(throws: Errno.self) { try HostLock.take(path) }
                try lock.close()
                #expect(!HostLock.isHeld(path))
            }
        }
    }

    @Test func `a message sent before the host reads waits for it`() async throws {
        try await withFolder { folder in
            let path = folder.appending("control")
            let pipe = try ControlPipe.make(path)
            defer { try? pipe.close() }
            #expect(ControlPipe.send(StopRequest(.graceful, because: .signal(2)), to: path))
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = try buffer.withUnsafeMutableBytes { try pipe.read(into: $0) }
            #expect(String(decoding: buffer[..<count], as: UTF8.self) == "graceful signal-2\n")
        }
    }

    /// In a process of its own, as the one of the lock.
    @Test func `a message to a host that is gone is reported as unread`() async {
        await #expect(processExitsWith: .success) {
            try await withFolder { folder in
                let path = folder.appending("control")
                try ControlPipe.make(path).close()
                #expect(!ControlPipe.send(StopRequest(.graceful, because: .requested), to: path))
            }
        }
    }

    @Test func `folders are private, and are removed with what cannot be entered`() async throws {
        try await withFolder { folder in
            let deep = folder.appending("a").appending("b")
            try Folder.make(deep)
            try Folder.make(deep)
            let mode = try FileManager.default.attributesOfItem(atPath: deep.string)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            try Folder.write("x".utf8, to: deep.appending("file"))
            try FileManager.default.createSymbolicLink(atPath: deep.string + "/link", withDestinationPath: "/etc")
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: deep.string)
            Folder.remove(folder.appending("a"))
            #expect(!FileManager.default.fileExists(atPath: folder.appending("a").string))
            #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
        }
    }

    private static func record(_ id: String, token: String?) throws -> RunRecord {
        RunRecord(
            id: try #require(RunID(id)),
            clientToken: token,
            container: "planner",
            script: "script",
            argv: ["--name", "va lue"],
            caller: [:],
            startedAt: 1,
            facts: [:]
        )
    }
}

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    let folder = try makeFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.string) }
    return try await body(folder)
}

/// A path below a regular file, where nobody, not even root, can make anything.
private func withBlockedFolder(_ body: (FilePath) throws -> Void) async throws {
    try await withFolder { folder in
        try Folder.write([], to: folder.appending("file"))
        try body(folder.appending("file"))
    }
}

private func makeFolder() throws -> FilePath {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return FilePath(folder.path)
}
