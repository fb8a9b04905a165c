import Fixtures
import Foundation
import HCL
import Testing

/// Any bytes are read or refused; none crash the reader or keep it busy.
@Suite struct HCLSoupTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// The configurations of this repository.
    private static func realFiles() throws -> [[UInt8]] {
        var files: [[UInt8]] = []
        for folder in ["examples", "terraform"] {
            let walk = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(walk) where ["tf", "tfvars", "hcl"].contains(file.pathExtension) {
                files.append(Array(try Data(contentsOf: file)))
            }
        }
        return files
    }

    @Test func `the configurations of this repository are read`() throws {
        let files = try Self.realFiles()
        #expect(files.count > 5)
        for file in files { _ = try HCLFile(parsing: file, name: "x") }
    }

    @Test func `real files with damage anywhere are read or refused, and keep their ranges`() throws {
        var random = SeededGenerator(seed: 0x4C_50)
        let files = try Self.realFiles().map { Array($0.prefix(1_500)) }
        var accepted = 0
        for _ in 0..<4_000 {
            let text = Mutation.of(random.pick(files), using: &random)
            guard let file = try? HCLFile(parsing: text, name: "x") else { continue }
            accepted += 1
            file.body.walk { expression in
                #expect(0 <= expression.range.lowerBound && expression.range.upperBound <= text.count)
                for child in expression.children {
                    #expect(expression.range.lowerBound <= child.range.lowerBound)
                    #expect(expression.range.upperBound >= child.range.upperBound)
                }
            }
        }
        #expect(accepted > 100)
    }

    @Test func `random bytes are refused or read`() {
        var random = SeededGenerator(seed: 0x4C_51)
        for length in 0..<3_000 {
            let bytes = random.bytes(count: length % 97)
            _ = try? HCLFile(parsing: bytes, name: "x")
            _ = try? HCLExpressionText(parsing: bytes, name: "x")
        }
    }

    @Test func `twice the file takes twice the time`() throws {
        let piece = "resource \"a\" \"b\" {\n  name = \"x-${local.y}\" # c\n  tags = { a = 1, b = [1, 2] }\n}\n"
        let small = Array(String(repeating: piece, count: 200).utf8)
        let large = Array(String(repeating: piece, count: 1_600).utf8)
        func time(_ bytes: [UInt8]) -> Duration {
            ProcessorTime.measure { #expect(throws: Never.self) { try HCLFile(parsing: bytes, name: "x") } }
        }
        // The shortest of many, taken in turn, is free of what else the machine does; a square would be 64 times as long.
        var times = (small: Duration.seconds(3600), large: Duration.seconds(3600))
        for _ in 1...50 {
            times.small = min(times.small, time(small))
            times.large = min(times.large, time(large))
            if times.large < times.small * 12 { break }
        }
        #expect(times.large < times.small * 24, "\(times.small) for one, \(times.large) for eight times as much")
    }
}
