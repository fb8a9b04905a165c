import Foundation

extension EmptyAccount {
    /// What every example is told: an image, and the invoker's package.
    func common() async throws -> [String: Any] {
        ["deploy_runner_image": Self.imageAndTag, "invoker_lambda_package": try await package()]
    }

    /// The same, and a network that somebody has made.
    func network() async throws -> [String: Any] {
        try await common().merging(made("network")) { $1 }
    }

    /// What the example for several accounts is told.
    func severalAccounts() async throws -> [String: Any] {
        try await network().merging(made("secrets")) { $1 }.merging([
            "accounts": ["dev": "111111111111", "prod": "222222222222"],
            "infrastructure_live_repositories": [repository],
            "infrastructure_live_repositories_regex": [#"https://github\.com/acme/live-[a-z]+\.git"#],
            "application_repositories": ["https://github.com/acme/app.git"],
            "ecr_repository_arns": ["arn:aws:ecr:eu-west-1:123456789012:repository/app"],
            "kaniko_image": Self.imageAndTag,
            "smoke_tests_image": Self.imageAndTag,
            "ci_roles": ["ci"],
            "outputs_bucket": "acme-outputs",
            "environment_vars": environmentVariables,
        ]) { $1 }
    }

    /// What `Tests/Peers/aws_account.py` has made for variables.
    private func made(_ what: String) async throws -> [String: Any] {
        let made = try JSONSerialization.jsonObject(with: Data(try await peer("aws_account.py", what).utf8))
        return made as? [String: Any] ?? [:]
    }

    private static let imageAndTag = ["docker_image": image, "docker_tag": "v1"]
}

extension JSONSerialization {
    /// A value as text.
    static func text(_ value: Any) throws -> String {
        String(decoding: try data(withJSONObject: value), as: UTF8.self)
    }
}
