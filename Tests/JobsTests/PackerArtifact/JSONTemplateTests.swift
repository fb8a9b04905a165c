import Fixtures
import SystemPackage
import Testing

@testable import Jobs

@Suite struct JSONTemplateTests {
    @Test func `what builders of other clouds mean by tags and regions is theirs`() throws {
        let folder = try TestFolder()
        try folder.write(
            """
            {
              "builders": [
                {"type": "googlecompute", "tags": ["web", "http"], "region": {"a": 1}},
                {"type": "proxmox-iso", "name": "vm", "tags": "a;b", "tag": "c", "ami_name": []},
                {"type": "amazon-ebs", "ami_name": "web-1", "tags": {"Service": "web", "Version": 1}}
              ]
            }
            """,
            to: "t.json"
        )
        let builds = try JSONTemplate(folder.path.appending("t.json")).builds
        #expect(builds.map(\.name) == ["googlecompute", "vm", "amazon-ebs"])
        #expect(builds.map(\.makesImage) == [false, false, true])
    }

    @Test(
        arguments: [
            (#""region": "us-east-1""#, ["us-east-1"]), (#""ami_regions": ["us-west-2"]"#, [nil, "us-west-2"]),
            (#""region": "", "ami_regions": "us-west-1,us-west-2""#, [nil, "us-west-1", "us-west-2"]),
            (#""region": "us-east-1", "ami_regions": ["us-east-1", "us-west-2"]"#, ["us-east-1", "us-west-2"]),
            (#""ssh_username": "x""#, [nil]),
        ] as [(String, [String?])]
    )
    func `an image is looked for where it is made and where it is copied to, in each once`(
        settings: String,
        regions: [String?]
    ) async throws {
        let packer = try TestPacker()
        try packer.folder.write(
            #"{"builders": [{"type": "amazon-ebs", "ami_name": "web-1", "tags": {"Service": "web"}, \#(settings)}]}"#,
            to: "t.json"
        )
        #expect(try await packer.plans("t.json").regions == regions)
    }
}
