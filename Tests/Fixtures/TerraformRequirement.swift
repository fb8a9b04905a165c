import Foundation
import Supervision
public import SystemPackage

/// What tests need that run Terraform.
public enum TerraformRequirement {
    /// Whether a real Terraform is on the PATH.
    public static let isMet = SearchPath(environment["PATH"] ?? "").locate("terraform") != nil

    /// Whether a real Terraform of a version, or a later one, is on the PATH.
    ///
    /// - Throws: when it does not say which version it is.
    public static func isMet(from version: String) async throws -> Bool {
        guard isMet else { return false }
        struct Facts: Decodable {
            let version: String

            enum CodingKeys: String, CodingKey {
                case version = "terraform_version"
            }
        }
        let own = ["PATH": environment["PATH"] ?? "", "CHECKPOINT_DISABLE": "1"]
        let said = try await Command("terraform", ["version", "-json"], environment: own).capture()
        let facts = try JSONDecoder().decode(Facts.self, from: Data(said.output))
        return facts.version.compare(version, options: .numeric) != .orderedAscending
    }

    /// A folder that holds the AWS provider, unpacked or as a zip, below `registry.terraform.io/hashicorp/aws`.
    public static let providers: FilePath? = folders.map { FilePath($0) }.first { folder in
        FileManager.default.fileExists(atPath: folder.appending("registry.terraform.io/hashicorp/aws").string)
    }

    /// What tests say that need the AWS provider, where it is missing.
    public static let reason =
        "needs terraform on the PATH and the AWS provider: \(variable) names a folder that holds "
        + "registry.terraform.io/hashicorp/aws, as terraform providers mirror makes it"

    /// Names the folder, before Terraform's own places are looked at.
    private static let variable = "DEPLOY_RUNNER_TERRAFORM_PROVIDERS"

    /// Where Terraform itself looks for providers that are installed already, where it caches them, and the folders that
    /// software is put into which is no package.
    private static let folders: [String] = {
        let home = environment["HOME"] ?? "/"
        let data = environment["XDG_DATA_HOME"] ?? home + "/.local/share"
        let system = (environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share").split(separator: ":")
        return [environment[variable], environment["TF_PLUGIN_CACHE_DIR"]].compactMap { $0 }
            + [home + "/.terraform.d/plugins", data + "/terraform/plugins"] + system.map { $0 + "/terraform/plugins" }
            + ["/opt", "/usr/local", "/usr/lib"].flatMap(children)
    }()

    private static func children(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }

    private static let environment = ProcessInfo.processInfo.environment
}
