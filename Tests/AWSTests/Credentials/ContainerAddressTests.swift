import Testing

@testable import AWS

@Suite struct ContainerAddressTests {
    @Test(arguments: [
        "http://127.0.0.1/x", "http://127.255.0.9:8080/x", "http://localhost:1/x", "http://[::1]/x",
        "http://169.254.170.2/v2", "http://169.254.170.23/v1/credentials", "http://[fd00:ec2::23]/v1/credentials",
        "http://[FD00:EC2:0:0::23]/v1", "https://credentials.example.com/x", "https://198.51.100.7/x",
    ])
    func `this machine's own addresses and TLS are allowed`(text: String) throws {
        #expect(try ContainerAddress(full: text).url.description.lowercased() == text.lowercased())
    }

    @Test(arguments: [
        "http://198.51.100.7/x", "http://example.com/x", "http://127.0.0.1.example.com/x",
        "http://localhost.example.com/",
        "http://127.1/x", "http://2130706433/x", "http://0x7f.0.0.1/x", "http://127.0.0.01/x",
        "http://[::ffff:127.0.0.1]/x",
        "http://[::]/x", "http://0.0.0.0/x", "http://169.254.170.22/x", "http://169.254.169.254/x",
        "http://[fd00:ec2::254]/",
        "http://[fe80::1%25eth0]/x", "http://127.0.0.1@example.com/x", "http://example.com#@127.0.0.1/x",
        "//127.0.0.1/x",
        "ftp://127.0.0.1/x", "file:///etc/passwd", "http:///x", "", "http://127.0.0.1\r\n/x", "http://127.0.0.1 /x",
    ])
    func `nothing else is`(text: String) {
        #expect(throws: AWSError.self) { try ContainerAddress(full: text) }
    }

    @Test func `a relative address is a path at the ECS agent`() throws {
        #expect(
            try ContainerAddress(relative: "/v2/credentials/1?x=y").url.description
                == "http://169.254.170.2/v2/credentials/1?x=y"
        )
    }

    @Test(arguments: [
        ".example.com/x", "@example.com/x", ":80@example.com/", "x", "", ":8080/x", "/x\r\nhost: y", "/a b",
    ])
    func `a relative address cannot go on with the host`(text: String) {
        #expect(throws: AWSError.self) { try ContainerAddress(relative: text) }
    }
}
