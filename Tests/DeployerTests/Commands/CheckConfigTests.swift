import Fixtures
import Foundation
import Testing

@testable import Deployer

@Suite struct CheckConfigTests {
    @Test func `a configuration that can be used says what it allows`() async throws {
        let result = try await Workbench().run("check-config", "deploy-runner.yml")
        #expect(result.code == 0)
        #expect(result.output.hasSuffix("; it allows 2 scripts in 1 container\n"), "\(result.output)")
        #expect(result.output.contains("deploy-runner.yml can be used: "))
    }

    @Test func `without a file it checks the one that --local would use`() async throws {
        let named = try await Workbench().run("check-config", "deploy-runner.yml")
        #expect(try await Workbench().run("check-config").output == named.output)
    }

    @Test func `every finding has its place, as compilers write it`() async throws {
        let bench = try Workbench()
        let broken = """
            containers:
              demo:
                docker_image: x
                docker_tag: latest
                script_config:
                  speak:
                    allowed_options: []
                    restricted_options_regex: {name: '(a'}
            """
        try bench.folder.write(broken, to: "broken.yml")
        let result = await bench.run("check-config", "broken.yml")
        #expect(result.code == 64)
        let lines = result.output.split(separator: "\n")
        #expect(
            lines.contains {
                $0.hasPrefix("broken.yml:4:17: warning: containers.demo.docker_tag: the tag latest moves")
            },
            "\(result.output)"
        )
        #expect(
            lines.contains {
                $0.hasPrefix(
                    "broken.yml:8:42: error: containers.demo.script_config.speak.restricted_options_regex.name: "
                )
            },
            "\(result.output)"
        )
        #expect(lines.last?.hasPrefix("broken.yml cannot be used: 1 error, ") == true, "\(result.output)")
    }

    @Test func `as JSON the findings are one object`() async throws {
        let bench = try Workbench()
        try bench.folder.write(
            "containers: {demo: {docker_image: x, docker_tag: latest, script_config: {a: {}}}}",
            to: "c.yml"
        )
        let result = await bench.run("check-config", "--output", "json", "c.yml")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(object["file"] as? String == "c.yml")
        #expect(object["valid"] as? Bool == true)
        let findings = try #require(object["findings"] as? [[String: Any]])
        let moving = try #require(findings.first { $0["code"] as? String == "moving-image-tag" })
        #expect(moving["line"] as? Int == 1)
        #expect(moving["severity"] as? String == "warning")
        #expect(moving["path"] as? String == "containers.demo.docker_tag")
        #expect(object["newly_allowed"] == nil)
    }

    @Test func `compared with an old one, what is newly allowed has a job as its proof`() async throws {
        let bench = try Workbench()
        let old = Workbench.configuration.replacing("'[a-z]+'", with: "'[a-c]+'")
        try bench.folder.write(old, to: "old.yml")
        let result = await bench.run("check-config", "--against", "old.yml", "deploy-runner.yml")
        #expect(result.code == 0)
        #expect(result.output.contains("newly allowed, compared with old.yml:\n"))
        #expect(result.output.contains("\n      for example: demo speak --name d\n"), "\(result.output)")
        let same = try await Workbench().run("check-config", "--against", "deploy-runner.yml", "deploy-runner.yml")
        #expect(same.output.contains("nothing is allowed that deploy-runner.yml does not allow\n"))
    }

    @Test func `the proofs of a comparison are requests that explain reads`() async throws {
        let bench = try Workbench()
        try bench.folder.write(Workbench.configuration.replacing("'[a-z]+'", with: "'[a-c]+'"), to: "old.yml")
        let result = await bench.run("check-config", "--output", "json", "--against", "old.yml")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let permissions = try #require(object["newly_allowed"] as? [[String: Any]])
        let witness = try #require(permissions.first?["witness"])
        let next = try Workbench()
        try next.folder.write(Array(try JSONSerialization.data(withJSONObject: witness)), to: "requests")
        try next.folder.write(Workbench.configuration.replacing("'[a-z]+'", with: "'[a-c]+'"), to: "old.yml")
        let now = await next.run("explain", "--requests", "requests")
        #expect(now.output.contains(#""decision":"allow""#), "\(now.output)")
        let before = await next.run("explain", "--config", "old.yml", "--requests", "requests")
        #expect(before.output.contains(#""decision":"refuse""#), "\(before.output)")
    }

    @Test func `expanded, a configuration is written out, and means the same when it is read again`() async throws {
        let bench = try Workbench()
        try bench.folder.write(
            "standard_configuration: {terraform_planner: {infrastructure_live_repositories: [https://a.b/c.git]}}",
            to: "short.yml"
        )
        let expanded = await bench.run("check-config", "--expand", "short.yml")
        #expect(expanded.code == 0)
        #expect(expanded.output.contains(#""terraform-planner": {"#))
        #expect(!expanded.output.contains("standard_configuration"))
        let next = try Workbench()
        try next.folder.write(expanded.output, to: "long.json")
        #expect(await next.run("check-config", "--expand", "long.json").output == expanded.output)
    }

    @Test func `a configuration that cannot be used is not expanded, but judged`() async throws {
        let bench = try Workbench()
        try bench.folder.write("containers: {a: {script: {}}}", to: "broken.yml")
        let result = await bench.run("check-config", "--expand", "broken.yml")
        #expect(result.code == 64)
        #expect(result.output.contains("broken.yml cannot be used"))
        let both = await bench.run("check-config", "--expand", "--against", "old.yml")
        #expect(both.code == 64)
        #expect(both.errors.contains("--expand and --against exclude each other"))
    }

    @Test func `an old one that cannot be used is 64`() async throws {
        let bench = try Workbench()
        try bench.folder.write("{}", to: "old.yml")
        let result = await bench.run("check-config", "--against", "old.yml")
        #expect(result.code == 64)
        #expect(result.errors.contains("the configuration old.yml has an error"))
    }

    @Test func `containers are described in alphabetical order, their scripts below them`() async throws {
        let bench = try Workbench()
        try bench.folder.write(
            "containers: {b: {script_config: {z: {}, a: {}}}, a: {default: true, script_config: {m: {}}}}",
            to: "c.yml"
        )
        let result = await bench.run("--local", "--config", "c.yml", "--describe-containers")
        #expect(result.code == 0)
        #expect(result.output == "a\n  m\nb\n  a\n  z\n")
        let json = await bench.run("--local", "--config", "c.yml", "--describe-containers", "--output", "json")
        #expect(
            json.output.hasSuffix(
                #"{"containers":[{"default":true,"name":"a","scripts":["m"]},{"default":false,"name":"b","scripts":["a","z"]}]}"#
                    + "\n"
            )
        )
    }
}
