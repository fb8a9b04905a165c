import Testing

@testable import Gatekeeper

@Suite struct ProtectedVariableTests {
    @Test func `whatever no job gets, the check finds`() {
        for row in ProtectedVariables.table {
            let name = row.match == .prefix ? row.name + "X" : row.name
            #expect(ProtectedVariables.contain(name))
            let found = ProtectedVariable.protecting(ByteString(name))
            #expect(found?.reason.isEmpty == false, "\(name)")
        }
    }

    @Test func `whole names are compared as a whole, and credentials of kaniko are no settings of git`() {
        #expect(ProtectedVariables.contain("ENV"))
        for name in ["ENVIRONMENT", "GIT_USERNAME", "GIT_PASSWORD", "TF_VAR_x"] {
            #expect(!ProtectedVariables.contain(name))
            #expect(ProtectedVariable.protecting(ByteString(name)) == nil)
        }
    }

    @Test func `one of several variables with credentials is a secret, too`() {
        for name: ByteString in [
            "DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS_2", "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_A",
        ] {
            #expect(ProtectedVariable.isSecret(name))
        }
        #expect(!ProtectedVariable.isSecret("DEPLOY_SCRIPT_SSH_KNOWN_HOSTS"))
    }
}
