import Testing

@testable import Jobs

@Suite struct PackerRecordTests {
    @Test(arguments: [
        ("1795569403,,ui,say,==> web: No volumes%!(PACKER_COMMA) skipping", ["say", "==> web: No volumes, skipping"]),
        ("1,,ui,error,one\\ntwo\\rthree", ["error", "one\ntwo\rthree"]),
        (
            "1,web,artifact,0,id,us-east-1:ami-1%!(PACKER_COMMA)us-west-2:ami-2",
            ["0", "id", "us-east-1:ami-1,us-west-2:ami-2"]
        ),
        ("1,web,artifact,0,end", ["0", "end"]), ("1,,version,1.6.6", ["1.6.6"]), ("1,,x", []),
    ])
    func `fields come back as they were`(line: String, data: [String]) throws {
        #expect(try #require(PackerRecord(line.utf8)).data == data)
    }

    @Test(arguments: ["", "panic: runtime error, goroutine 1", "1,two", ",,ui,say,x", "1a,,ui,say,x"])
    func `a line for people is none`(line: String) {
        #expect(PackerRecord(line.utf8) == nil)
    }

    @Test func `what packer said to have made is found, and what a script prints about others is not`() {
        var traces = PackerTraces()
        traces.read(
            """
            ==> web: Creating temporary keypair: packer_6b0636f7-f02f-92da-816a-a65b4812eea1
            ==> web: Creating temporary security group for this instance: packer_6b0636fb-ccbd-8224-e0cb-ec47ebf314fb
                web: Instance ID: i-101262bdc2b4a6a08
                web: AMI: ami-fc35e9cbe84059df2
                web: Found Image ID: ami-12c6146b
                web: another i-0123456789abcdef0, packer_x
            """
        )
        #expect(traces.instances == ["i-101262bdc2b4a6a08"])
        #expect(traces.images == ["ami-fc35e9cbe84059df2"])
        #expect(
            traces.names == [
                "packer_6b0636f7-f02f-92da-816a-a65b4812eea1", "packer_6b0636fb-ccbd-8224-e0cb-ec47ebf314fb",
            ]
        )
    }

    @Test func `an image that an artifact names is no trace`() {
        var traces = PackerTraces()
        traces.read("==> web: AMI: ami-1\n==> web: AMI: ami-2\n==> db: AMI: ami-3\n==> db: Instance ID: i-1")
        traces.forget([
            PackerArtifact(build: "web", id: "us-east-1:ami-1,us-west-2:ami-2"), PackerArtifact(build: "n", id: "Null"),
        ])
        #expect(traces.images == ["ami-3"] && traces.instances == ["i-1"])
    }

    @Test(arguments: [
        ("us-east-1:ami-1", "ami-1"), ("us-east-1:ami-1,us-west-2:ami-2", "us-east-1:ami-1,us-west-2:ami-2"),
        ("Null", "Null"), ("sha256:00ff", "sha256:00ff"), ("", ""),
    ])
    func `an image of one region is told by its bare identifier`(id: String, value: String) {
        #expect(PackerArtifact(build: "web", id: id).value == value)
    }

    @Test func `a build's own key is one that a shell reads`() {
        #expect(PackerArtifact(build: "bld.amazon-ebs.web", id: "x").key("AMI") == "AMI_bld_amazon_ebs_web")
    }

    @Test(arguments: [
        ("Packer v1.6.6", false), ("Packer v1.7.0-dev", true), ("x\nPacker v1.11.2\n", true), ("Packer v2.0", true),
    ])
    func `a version tells whether packer can fetch plug-ins`(output: String, hasInit: Bool) throws {
        #expect(try #require(PackerVersion(output: output)).hasInit == hasInit)
    }
}
