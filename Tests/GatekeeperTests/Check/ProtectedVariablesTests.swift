import Testing

@testable import Gatekeeper

@Suite struct ProtectedVariablesTests {
    @Test func `a row covers its own name, and names that go on where it is a beginning`() {
        for row in ProtectedVariables.table {
            #expect(ProtectedVariables.row(protecting: row.name)?.name == row.name)
            #expect(ProtectedVariables.contain(row.name + "_X") == (row.match == .prefix), "\(row.name)")
        }
        #expect(ProtectedVariables.table.count > 20)
    }

    @Test func `whole names are compared as a whole, and credentials of kaniko are no settings of git`() {
        #expect(ProtectedVariables.contain("ENV") && ProtectedVariables.contain("GIT_SSH_COMMAND"))
        for name in ["ENVIRONMENT", "GIT_USERNAME", "GIT_PASSWORD", "TF_VAR_x"] {
            #expect(!ProtectedVariables.contain(name), "\(name)")
        }
    }

    @Test func `one of several variables with credentials is a secret, too`() {
        for name in [
            "DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS_2", "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_A",
        ] {
            #expect(SecretVariables.contain(name), "\(name)")
        }
        #expect(!SecretVariables.contain("DEPLOY_SCRIPT_SSH_KNOWN_HOSTS"))
    }
}
