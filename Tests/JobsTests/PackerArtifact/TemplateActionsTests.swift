import Testing

@testable import Jobs

@Suite struct TemplateActionsTests {
    private static let build = TemplateBuild(name: "web", otherNames: [], type: "amazon-ebs")

    @Test(arguments: [
        ("web-{{isotime}}", "web-0"), ("{{ timestamp }}-{{uuid}}", "0-0"), ("{{isotime | clean_resource_name}}", "0"),
        (#"{{isotime "2006-01-02"}}x"#, "0x"), (#"{{isotime \"2006-01-02\"}}"#, "0"),
        ("{{user `timestamp`}}", "{{user `timestamp`}}"), ("{{ .SourceAMI }}", "{{ .SourceAMI }}"), ("{{", "{{"),
        ("{{upper isotime}}-{{upper `a`}}", "0-{{upper `a`}}"), ("no action", "no action"),
    ])
    func `what differs from run to run is replaced`(text: String, expected: String) {
        #expect(TemplateActions(time: .first).withoutTime(text) == expected)
        #expect(TemplateActions(time: .second).withoutTime(text) == expected.replacing("0", with: "1"))
    }

    @Test(arguments: [
        ("{{ .BuildRegion }}-{{.SourceAMI}}", "0-0", false), ("{{build `ID`}}", "0", false),
        ("{{build_name}}-{{build_type}}", "web-amazon-ebs", false),
        ("{{user `n` | clean_resource_name}}", "{{user `n` }}", true),
        ("{{user `n` | clean_ami_name }}", "{{user `n` }}", true),
        ("{{user `n`}}", "{{user `n`}}", false),
    ])
    func `what is known only in a build is replaced as well`(text: String, expected: String, isCleaned: Bool) {
        let prepared = TemplateActions(time: .first).prepared(text, of: Self.build)
        #expect(prepared.text == expected && prepared.isCleaned == isCleaned)
    }
}
