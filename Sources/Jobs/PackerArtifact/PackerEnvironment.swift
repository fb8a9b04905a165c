import Gatekeeper
import Git

/// The environment of packer (DESIGN D7): what the platform team configured, with the AWS task credentials.
///
/// Credentials for repositories are not in it: the template is here when packer starts, and what its provisioners clone
/// they clone with credentials of their own.
enum PackerEnvironment {
    static func make(task: [String: String], home: String) -> [String: String] {
        var environment = task.filter { name, _ in
            !ProtectedVariables.contain(name) && !GitCredentials.isCredential(name)
                && !name.utf8.starts(with: "DEPLOY_RUNNER_".utf8)
        }
        environment["HOME"] = environment["HOME"] ?? home
        environment["LANG"] = environment["LANG"] ?? "C.UTF-8"
        // No question to HashiCorp whether there is a newer version, and no colour among the machine's fields.
        environment["CHECKPOINT_DISABLE"] = "1"
        environment["PACKER_NO_COLOR"] = "1"
        return environment
    }
}
