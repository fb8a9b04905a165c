import Fixtures
import Foundation
import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

/// The files that a run of many modules leaves behind.
@Suite(.timeLimit(.minutes(30))) struct ReportFilesTests {
    private let bench: ChangesBench

    init() async throws {
        bench = try await ChangesBench()
        try await bench.remote.commit(["dev/network/a.tf": "", "dev/web/a.tf": "", "dev/other/a.tf": ""])
    }

    private func read(_ name: String) throws -> String {
        try String(contentsOfFile: bench.bench.folder.path.appending(name).string, encoding: .utf8)
    }

    @Test func `the summary is a table, and the output of each module below it, failures first`() async throws {
        bench.willRun("Plan: 1 to add, 0 to change, 0 to destroy.\n<b>```\u{1B}[31mred")
        bench.willRun("Error: no | such", .exited(1))
        let commit = try await bench.remote.git("rev-parse", "main")
        let result = try await bench.run("plan-changes", "--exclude", "dev/web", "--summary-file", "summary.md")
        #expect(result.code == 1)
        let runs = bench.bench.engine.started.map(\.id.description)
        let text = try read("summary.md")
        #expect(
            text.hasPrefix("<!-- deploy-runner: plan-changes -->\n### plan-changes: 1 succeeded, 1 failed; +1 ~0 -0\n")
        )
        #expect(text.contains("Commit `\(commit)` since"))
        #expect(text.contains("| ✅ | dev/network | plan | +1 ~0 -0 | 0.0 s | `\(runs[0])` |"))
        #expect(text.contains("| ❌ | dev/other | plan | failed with 1 | 0.0 s | `\(runs[1])` |"))
        #expect(text.contains("Excluded: dev/web."))
        #expect(text.contains("````\nPlan: 1 to add, 0 to change, 0 to destroy.\n<b>```red\n````"))
        let failure = try #require(text.range(of: "<details><summary>dev/other"))
        let success = try #require(text.range(of: "<details><summary>dev/network"))
        #expect(failure.lowerBound < success.lowerBound)
    }

    @Test(arguments: [1000, 2000, 5000, 65_536])
    func `the summary is never longer than its limit, and says what was cut`(limit: Int) async throws {
        let long = (0..<5000).map { "line \($0)" }.joined(separator: "\n")
        bench.willRun("the first line of all\n" + long)
        bench.willRun(long + "\nError: the last line", .exited(1))
        _ = try await bench.run(
            "plan-changes",
            "--exclude",
            "dev/web",
            "--summary-file",
            "summary.md",
            "--summary-limit",
            "\(limit)"
        )
        let text = try read("summary.md")
        #expect(text.utf8.count <= limit)
        #expect(text.contains("cut to fit") || text.contains("Cut to fit"))
        if limit >= 2000 {
            #expect(text.contains("Error: the last line"))
            #expect(text.contains("all of it: `infrastructure-deployer logs run-"))
        }
    }

    @Test func `lists that are too long for the limit are cut, too`() async throws {
        let names = (0..<10).map { "docs/\(String(repeating: "n", count: 200))\($0).md" }
        try await bench.remote.commit(names.reduce(into: ["dev/network/a.tf": "1"]) { $0[$1] = "" })
        bench.willRun("No changes. ")
        let options = ["--summary-file", "summary.md", "--summary-limit", "1000"]
        _ = await bench.bench.run(try await bench.arguments("plan-changes") + options)
        let text = try read("summary.md")
        #expect(text.utf8.count <= 1000)
        #expect(text.contains("| ✅ | dev/network |"))
        #expect(text.contains("_Cut to fit --summary-limit 1000: lists left out: 1._"))
    }

    @Test func `rows are cut last, and that of a failure last of all`() async throws {
        let folders = (10..<40).map { "dev/module-\($0)" }
        try await bench.remote.commit(
            folders.reduce(into: [:]) { files, folder in
                files["\(folder)/main.tf"] =
                    "terraform {\n  backend \"local\" {\n    path = \"/s/\(folder)\"\n  }\n}\n"
            }
        )
        for folder in folders { bench.willRun("x", .exited(folder == folders.last ? 1 : 0)) }
        let options = ["--summary-file", "summary.md", "--summary-limit", "2000"]
        let result = await bench.bench.run(try await bench.arguments("plan-changes") + options)
        #expect(result.code == 1)
        let text = try read("summary.md")
        #expect(text.utf8.count <= 2000)
        #expect(text.contains("| ❌ | dev/module-39 |"))
        #expect(text.contains(" of 30 modules are not listed._"))
    }

    @Test func `a name in the title of an output is the name, and changes nothing around it`() async throws {
        try await bench.remote.commit(["dev/my_<app>/main.tf": "terraform {\n  backend \"s3\" {}\n}\n"])
        bench.willRun("No changes. ")
        _ = try await bench.run("plan-changes", "--summary-file", "summary.md")
        let text = try read("summary.md")
        #expect(text.contains("<details><summary>dev/my_&lt;app&gt;: no changes</summary>"))
        #expect(text.contains("| ✅ | dev/my\\_&lt;app&gt; |"))
    }

    @Test func `the summary of a step is added to the file that GitHub names`() async throws {
        try bench.bench.folder.write("before\n", to: "step.md")
        let path = bench.bench.folder.path.appending("step.md").string
        let own = try await ChangesBench(environment: ["GITHUB_STEP_SUMMARY": path])
        try await own.remote.commit(["README.md": ""])
        _ = try await own.run("plan-changes", "--summary-file", path)
        #expect(try read("step.md").hasPrefix("before\n<!-- deploy-runner: plan-changes -->"))
    }

    @Test func `the JUnit report has a case for each module`() async throws {
        bench.willRun("Error: <no> & \"such\" \u{1B}[1mzone", .exited(1))
        bench.willRun("No changes. ")
        _ = try await bench.run("plan-changes", "--junit-file", "junit.xml")
        #expect(
            try read("junit.xml") == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="plan-changes" tests="3" failures="1" errors="0" skipped="1" time="0.000">
                <testsuite name="plan-changes" tests="3" failures="1" errors="0" skipped="1" time="0.000">
                <testcase classname="dev" name="dev/network" time="0.000"><failure message="failed with 1">Error: &lt;no&gt; &amp; &quot;such&quot; zone
                \(closing)</failure></testcase>
                <testcase classname="dev" name="dev/other" time="0.000"><system-out>No changes. 
                </system-out></testcase>
                <testcase classname="dev" name="dev/web" time="0.000"><skipped message="not started: dev/network did not succeed"/></testcase>
                </testsuite>
                </testsuites>

                """
        )
    }

    /// What the run says of itself at its end.
    private var closing: String {
        let run = bench.bench.engine.started.first?.id.description ?? ""
        return "deploy-runner: exited with 1 after 0.0 s; log complete (1 line); run \(run)\n"
    }

    @Test func `a file that cannot be written is an error before anything starts`() async throws {
        let result = try await bench.run("plan-changes", "--changes-file", "no/such/folder.json")
        #expect(result.code == 64)
        #expect(result.errors.contains("cannot be written"))
        #expect(bench.started.isEmpty)
    }
}
