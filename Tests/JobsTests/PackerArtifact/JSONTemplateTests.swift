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
}
