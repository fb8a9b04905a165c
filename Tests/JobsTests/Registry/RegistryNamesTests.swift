import AWS
import Testing

@testable import Jobs

@Suite struct RegistryNamesTests {
    @Test(arguments: [
        ("localhost", true), ("localhost:5000", true), ("127.0.0.1:5000", true), ("127.8.0.1", true),
        ("registry.example.com", false), ("127.0.0.1.example.com", false), ("localhost.example.com", false),
        ("plain.example.com:5000", true), ("plain.example.com", false), ("docker.io", false),
    ])
    func `only this machine's own registries, and those that are listed, are spoken to in the clear`(
        name: String,
        isInsecure: Bool
    ) {
        let insecure = RegistryHost.insecure([RegistryHost.variable: "plain.example.com:5000, other.example.com"])
        #expect(RegistryHost(name, insecure: insecure).isInsecure == isInsecure)
    }

    @Test func `Docker Hub's API has a host of its own`() {
        let host = RegistryHost("docker.io", insecure: [])
        #expect(
            host.url("library/web/manifests/1")?.description
                == "https://registry-1.docker.io/v2/library/web/manifests/1"
        )
    }

    @Test(arguments: [
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"),
        ("111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("111122223333.dkr-ecr.us-east-1.on.aws", "us-east-1"),
    ])
    func `the host of an ECR registry names its region`(host: String, region: String) {
        #expect(ECRRegistry(host: host)?.region == region)
        #expect(ECRRegistry(host: host)?.account == "111122223333")
    }

    @Test(arguments: [
        "111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.example", "1.dkr.ecr.eu-west-1.amazonaws.com",
        "111122223333.dkr.ecr.eu-west-1.evil.example", "public.ecr.aws", "111122223333.dkr.ecr.amazonaws.com",
        "registry.example.com", "",
    ])
    func `no other host gets a login of ECR`(host: String) {
        #expect(ECRRegistry(host: host) == nil)
    }

    @Test func `challenges are read as RFC 9110 has them, several in one header too`() {
        let header =
            #"Bearer realm="https://auth.example/token?a=b",service="r, \"x\"" , scope="repository:a/b:pull", Basic realm=x"#
        #expect(
            RegistryChallenge.read(header) == [
                RegistryChallenge(
                    scheme: "bearer",
                    parameters: [
                        "realm": "https://auth.example/token?a=b", "service": #"r, "x""#,
                        "scope": "repository:a/b:pull",
                    ]
                ),
                RegistryChallenge(scheme: "basic", parameters: ["realm": "x"]),
            ]
        )
        #expect(RegistryChallenge.read("Negotiate").map(\.scheme) == ["negotiate"])
        #expect(RegistryChallenge.read(" ,, ") == [])
        #expect(RegistryChallenge.read("Basic realm=\"never closed").first?.parameters == ["realm": "never closed"])
    }
}
