import Gatekeeper
import RunProtocol
import Testing

@testable import Jobs

@Suite struct ImageReferenceTests {
    @Test(arguments: [
        ("web", "docker.io/library/web:latest"),
        ("acme/web:v1", "docker.io/acme/web:v1"),
        ("index.docker.io/acme/web:v1", "docker.io/acme/web:v1"),
        ("localhost/web:v1", "localhost/web:v1"),
        ("localhost:5000/a/b/c:V_1.2-3", "localhost:5000/a/b/c:V_1.2-3"),
        ("127.0.0.1:5000/web:1", "127.0.0.1:5000/web:1"),
        ("REGISTRY/web:1", "REGISTRY/web:1"),
        (
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web__x-y--z.a:v1",
            "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web__x-y--z.a:v1"
        ),
    ])
    func `a reference is read as Docker reads it, and completed`(text: String, whole: String) throws {
        #expect(try ImageReference(text).description == whole)
    }

    static let refused = [
        "", ":v1", "web:", "web:.v", "Web:1", "a//b", "/a", "a/", "a/B:1", "a_-b", "a..b", "a___b", "-a", "a-",
        "registry:port/web", "registry:0/web", "registry:70000/web", "a.-b.c/web", "http://registry/web",
        "https://registry.example.com/web:1", "web:1:2", "web@sha256:" + String(repeating: "a", count: 64), "wéb",
        "web:" + String(repeating: "t", count: 129), "r.io/" + String(repeating: "a", count: 251),
    ]

    @Test(arguments: refused)
    func `what is no reference to a tag is refused by name`(text: String) {
        let error = #expect(throws: RunnerError.self) { try ImageReference(text) }
        #expect(error?.code == .usage)
        #expect(error?.errorType == "InvalidImageReference")
        #expect(error?.hint?.contains("REGISTRY/NAME:TAG") == true)
    }

    @Test func `whatever the script reads the gate lets through, and hardly more`() throws {
        let json = #"{"standard_configuration": {"docker_image_builder": {"allowed_repos": ["a:b"]}}}"#
        let gate = Gatekeeper(try Configuration.load(json: Array(json.utf8), form: .file))
        func isAllowed(_ text: String) -> Bool {
            let request = JobRequest(
                container: "docker-image-builder",
                script: "build-docker-image",
                arguments: ["--docker-image-tag", ByteString(text)]
            )
            return gate.decide(request).job != nil
        }
        for text in ["web", "acme/web:v1", "localhost:5000/a/b__c:V_1.2-3", "REGISTRY/web:1", "a-b.c/d--e.f"] {
            #expect(isAllowed(text), "\(text)")
        }
        // Only numbers and lengths are left to the script.
        #expect(
            Self.refused.filter(isAllowed).map { $0.prefix(20) } == [
                "registry:0/web", "registry:70000/web", "r.io/aaaaaaaaaaaaaaa",
            ]
        )
    }
}
