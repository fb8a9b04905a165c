import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The machine's Terraform, as the peer that says what is HCL and what it means.
enum Terraform {
    static let isThere = TerraformRequirement.isMet
    static let reason: Comment = "needs terraform on the PATH"

    /// Which of the texts `terraform fmt` takes for HCL; it is slow to sort the complaints about many files at once.
    static func accepted(_ texts: [[UInt8]]) async throws -> [Bool] {
        var answers: [Bool] = []
        for start in stride(from: 0, to: texts.count, by: 500) {
            answers += try await accepted(portion: texts[start..<min(start + 500, texts.count)])
        }
        return answers
    }

    private static func accepted(portion texts: ArraySlice<[UInt8]>) async throws -> [Bool] {
        let folder = try TestFolder()
        for (index, text) in texts.enumerated() {
            try Folder.write(text, to: folder.path.appending("case\(index).tf"))
        }
        var command = command(["fmt", "-list=false", "-write=false", "-no-color"])
        command.workingDirectory = folder.path
        let result = try await command.capture()
        var accepted = texts.map { _ in true }
        for line in result.errorText.split(separator: "\n") {
            guard let name = line.firstMatch(of: /on case([0-9]+)\.tf line/)?.1, let index = Int(name) else { continue }
            accepted[index] = false
        }
        return accepted
    }

    /// What expressions without names are, each as `jsonencode` writes it.
    static func values(_ expressions: [String]) async throws -> [String] {
        let folder = try TestFolder()
        var command = command(["console"])
        command.workingDirectory = folder.path
        // One line: of several the console shows the last alone.
        let values = expressions.map { "jsonencode(\($0))" }.joined(separator: ", ")
        let result = try await command.capture(input: Array("jsonencode([\(values)])\n".utf8))
        try #require(result.succeeded, "\(result.errorText)")
        let list = try JSONDecoder().decode(String.self, from: Data(result.output))
        return try JSONDecoder().decode([String].self, from: Data(list.utf8))
    }

    /// What the outputs of a configuration are, all of them texts.
    static func outputs(of configuration: String) async throws -> [String: String] {
        let folder = try TestFolder()
        try folder.write(configuration, to: "main.tf")
        for arguments in [["init", "-input=false"], ["apply", "-input=false", "-auto-approve"], ["output", "-json"]] {
            var command = command(arguments)
            command.workingDirectory = folder.path
            let result = try await command.capture()
            try #require(result.succeeded, "\(result.errorText)")
            guard arguments == ["output", "-json"] else { continue }
            let outputs = try JSONDecoder().decode([String: Output].self, from: Data(result.output))
            return outputs.mapValues(\.value)
        }
        return [:]
    }

    private struct Output: Decodable {
        let value: String
    }

    private static func command(_ arguments: [String]) -> Command {
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": "/nonexistent",
            "CHECKPOINT_DISABLE": "1",
        ]
        return Command("terraform", arguments, environment: environment)
    }
}
