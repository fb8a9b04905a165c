import SystemPackage
import Testing

@testable import Git

@Suite struct SSHConfigurationTextTests {
    private static let common = """
            BatchMode yes
            IdentitiesOnly yes
        """
    private static let end = """
            StrictHostKeyChecking yes
            UserKnownHostsFile "/p/known_hosts"
            GlobalKnownHostsFile /dev/null
            UpdateHostKeys no
            ConnectTimeout 30
            ServerAliveInterval 15
            ServerAliveCountMax 4

        """

    @Test func `without a key ssh asks nobody, uses no agent, and trusts no unknown host`() {
        let text = SSHConfigurationText.make([], agent: nil, knownHosts: "/p/known_hosts")
        #expect(
            text == """
                Host *
                    IdentityFile none
                Host *
                \(Self.common)
                    IdentityAgent none
                \(Self.end)
                """
        )
    }

    @Test func `a host with a key of its own is shown that one alone`() {
        let text = SSHConfigurationText.make(
            [
                SSHConfigurationText.Identity(hosts: [], file: "/p/key-0"),
                SSHConfigurationText.Identity(hosts: ["b.example.com", "a.example.com"], file: "/p/100%/key-1"),
            ],
            agent: "/p/agent",
            knownHosts: "/p/known_hosts"
        )
        #expect(
            text == """
                Host a.example.com
                    IdentityFile "/p/100%%/key-1"
                Host b.example.com
                    IdentityFile "/p/100%%/key-1"
                Host * !a.example.com !b.example.com
                    IdentityFile "/p/key-0"
                Host *
                \(Self.common)
                    IdentityAgent "/p/agent"
                \(Self.end)
                """
        )
    }
}
