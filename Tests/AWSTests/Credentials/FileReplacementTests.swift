import Fixtures
import Foundation
import Testing

@testable import AWS

@Suite struct FileReplacementTests {
    private func names(_ folder: TestFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)").sorted()
    }

    @Test func `a file takes the place of another, and is its owner's alone`() async throws {
        let folder = try TestFolder()
        try folder.write("old", to: "token")
        let path = "\(folder.path)/token"
        try await FileReplacement.write(to: path) { () async throws(AWSError) in
            // Until the new one is whole, the old one is there.
            #expect(folder.read("token") == "old")
            return Array("new".utf8)
        }
        #expect(folder.read("token") == "new")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try names(folder) == ["token"])
    }

    @Test func `where no file can be made nothing is asked for`() async throws {
        // A folder of the kernel's: root cannot make files there, either.
        await #expect {
            try await FileReplacement.write(to: "/proc/token") { () async throws(AWSError) in
                Issue.record("it was asked for")
                return []
            }
        } throws: { error in
            (error as? AWSError)?.message.hasPrefix("/proc/token cannot be written: ") == true
        }
    }

    @Test func `what fails leaves the old file and nothing else`() async throws {
        let folder = try TestFolder()
        try folder.write("old", to: "token")
        let cause = AWSError.credentials(.network, "away")
        await #expect(throws: cause) {
            try await FileReplacement.write(to: "\(folder.path)/token") { () async throws(AWSError) in throw cause }
        }
        try folder.write("x", to: "folder/file")
        await #expect(throws: AWSError.self) {
            try await FileReplacement.write(to: "\(folder.path)/folder") { () async throws(AWSError) in [1] }
        }
        #expect(folder.read("token") == "old")
        #expect(try names(folder) == ["folder", "token"])
    }
}
