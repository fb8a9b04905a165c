import Foundation
public import Supervision
public import SystemPackage

/// A copy of this repository's `terraform/`, and one module in it that Terraform is run in.
public struct TerraformRoot: Sendable {
    private let folder: TestFolder
    private let module: FilePath
    private let environment: [String: String]

    /// Copies the folder.
    ///
    /// - Parameters:
    ///   - module: the module's path below `terraform/`; it is made when it is not there.
    ///   - environment: variables of the provider: where AWS is, and who calls it.
    /// - Throws: what the file system or `cp` has against it.
    public init(_ module: String, environment: [String: String] = [:]) async throws {
        folder = try TestFolder()
        let copy = Command("/bin/cp", ["-R", Self.sources.string, folder.path.string], environment: [:])
        try await Self.run(copy)
        self.module = folder.path.appending("terraform").appending(FilePath(module).components)
        try Folder.make(self.module)
        var own = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path.string,
            "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "AWS_REGION": "eu-west-1",
        ]
        // Only providers that are here: a test does not depend on a registry.
        if let providers = TerraformRequirement.providers {
            try folder.write(
                #"provider_installation { filesystem_mirror { path = "\#(providers)" } }"#,
                to: "terraform.tfrc"
            )
            own["TF_CLI_CONFIG_FILE"] = folder.path.appending("terraform.tfrc").string
        }
        self.environment = own.merging(environment) { $1 }
    }

    /// Writes a file of the module.
    public func write(_ text: String, to name: String) throws {
        try Folder.write(text.utf8, to: module.appending(name))
    }

    /// Runs Terraform in the module, with variables if there are any.
    ///
    /// - Throws: when Terraform cannot be started; that it fails is a result.
    public func terraform(_ command: String, _ arguments: [String] = []) async throws -> CommandResult {
        let call = Command(
            "terraform",
            ["-chdir=\(module)", command, "-no-color"] + arguments,
            environment: environment
        )
        return try await call.capture()
    }

    /// The outputs, as JSON.
    ///
    /// - Throws: when there are none.
    public func outputs() async throws -> [String: Any] {
        let result = try await Self.run(
            Command("terraform", ["-chdir=\(module)", "output", "-json"], environment: environment)
        )
        let object = try JSONSerialization.jsonObject(with: Data(result.output))
        return (object as? [String: [String: Any]])?.compactMapValues { $0["value"] } ?? [:]
    }

    /// The folder of the sources, in this checkout.
    public static let sources = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("terraform")

    @discardableResult
    private static func run(_ command: Command) async throws -> CommandResult {
        let result = try await command.capture()
        guard result.succeeded else { throw TerraformFailure(description: "\(command.program): \(result.errorText)") }
        return result
    }
}

/// What a command said that failed.
struct TerraformFailure: Error, CustomStringConvertible {
    let description: String
}
