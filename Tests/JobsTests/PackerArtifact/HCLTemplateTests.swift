import Fixtures
import Foundation
import HCL
import RunProtocol
import Testing

@testable import Jobs

@Suite struct HCLTemplateTests {
    @Test func `builds are named as packer names them`() throws {
        let folder = try TestFolder()
        try folder.write(
            """
            source "amazon-ebs" "web" {}
            source "null" "n" {}
            build {
              sources = ["source.amazon-ebs.web", source.null.n, "null.n"]
            }
            """,
            to: "a.pkr.hcl"
        )
        try folder.write(
            """
            build {
              name = "second"
              source "source.amazon-ebs.web" {
                name = "own"
              }
              source "null.n" {}
            }
            """,
            to: "b.pkr.hcl"
        )
        let template = try PackerTemplate(at: folder.path, name: "here")
        let builds = try template.reader().builds
        #expect(
            builds.map(\.name) == [
                "amazon-ebs.web", "null.n", "null.n", "second.amazon-ebs.own", "second.null.n",
            ]
        )
        #expect(builds.map(\.makesImage) == [true, false, false, true, false])
        #expect(builds[3].isCalled("own") && builds[3].isCalled("second") && builds[3].isCalled("amazon-ebs.own"))
        #expect(!builds[3].isCalled("web"))
    }

    @Test func `the clock is stopped wherever it is read`() throws {
        let text = """
            locals {
              a = timestamp() # not timestamp()
              b = "x-${formatdate("YYYY", timestamp())}-${legacy_isotime("2006")}-timestamp()"
              c = [uuidv4(), uuidv5("dns", "x")]
            }
            """
        let file = try HCLFile(parsing: Array(text.utf8), name: "t.pkr.hcl")
        #expect(
            HCLClock(.first).stopped(file) == """
                locals {
                  a = "2001-02-02T00:00:00Z" # not timestamp()
                  b = "x-${formatdate("YYYY", "2001-02-02T00:00:00Z")}-${"0"}-timestamp()"
                  c = ["00000000-0000-0000-0000-000000000000", uuidv5("dns", "x")]
                }
                """
        )
    }

    @Test func `the two times differ in every digit`() {
        for (first, second) in [
            (TemplateTime.first.timestamp, TemplateTime.second.timestamp),
            (TemplateTime.first.uuid, TemplateTime.second.uuid),
        ] {
            #expect(first.utf8.count == second.utf8.count)
            for (one, other) in zip(first, second) where one.isNumber { #expect(one != other, "\(first) \(second)") }
        }
    }

    @Test(arguments: [
        ("yyyy-MM-dd'T'HH:mm:ss", "*-*-*T*:*:*"), ("hh a", "* *M"), ("h", "*"), ("d", "*"), ("M", "*"),
        ("MMMM EEEE", "* *day"), ("MMM EEE", "* *"),
    ])
    func `the two times have nothing in common in any form of them`(format: String, common: String) throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = format
        let texts = try TemplateTime.allCases.map { time in
            formatter.string(from: try Date(time.timestamp, strategy: .iso8601))
        }
        #expect(WildcardText(texts[0], texts[1]).description == common, "\(texts)")
    }

    @Test func `a template that asks for plug-ins is seen to`() throws {
        let folder = try TestFolder()
        try folder.write("packer {\n  required_plugins {}\n}\n", to: "a.pkr.hcl")
        #expect(try PackerTemplate(at: folder.path, name: "here").reader().wantsPlugins)
        try folder.write("packer {\n  required_version = \"1\"\n}\n", to: "a.pkr.hcl")
        #expect(try !PackerTemplate(at: folder.path, name: "here").reader().wantsPlugins)
    }
}
