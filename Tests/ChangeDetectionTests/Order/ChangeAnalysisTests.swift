import Git
import RunProtocol
import Testing

@testable import ChangeDetection

/// What a change affects, beside the modules that can simply be run.
@Suite struct ChangeAnalysisTests {
    private static func module(_ key: String, _ more: String = "") -> String {
        "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key    = \"\(key)\"\n  }\n}\n\(more)\n"
    }

    private static func reads(_ key: String) -> String {
        "data \"terraform_remote_state\" \"x\" {\n  backend = \"s3\"\n  config = { bucket = \"b\", key = \"\(key)\" }\n}"
    }

    private let tree = TestTree([
        "dev/network/main.tf": module("dev-network"),
        "dev/database/main.tf": module("dev-database", reads("dev-network")),
        "dev/web/main.tf": module("dev-web", reads("dev-database")),
        "prod/network/main.tf": module("prod-network"),
        "prod/web/main.tf": module("prod-web", reads("prod-network")),
        "README.md": "",
    ])

    private static let accounts = try? Accounts(
        parsing: #"{"dev": {"id": "1", "deploy_order": 1}, "prod": {"id": "2", "deploy_order": 2}}"#.utf8,
        file: "accounts.json"
    )

    private func lines(_ set: ChangeSet) -> [String] {
        set.jobs.map { "\($0.wave) \($0.action) \($0.folder.text)" }
    }

    // MARK: - Order

    @Test func `what is between two modules orders them, though it is not run itself`() throws {
        let set = try tree.with(["dev/network/a.tf": "", "dev/web/a.tf": ""]).changeSet(from: tree)
        #expect(lines(set) == ["1 deploy dev/network", "2 deploy dev/web"])
        #expect(set.jobs.last?.after.map(\.text) == ["dev/network"])
        #expect(set.dependents.map(\.text) == ["dev/database"])
    }

    @Test func `deleted modules are destroyed first, what depends before what it depends on`() throws {
        let gone: [String: String?] = [
            "dev/network/main.tf": nil, "dev/database/main.tf": nil, "dev/web/main.tf": nil, "prod/web/a.tf": "",
        ]
        let set = try tree.with(gone).changeSet(from: tree)
        #expect(
            lines(set) == [
                "1 destroy dev/web", "2 destroy dev/database", "3 destroy dev/network", "4 deploy prod/web",
            ]
        )
        #expect(set.jobs.first?.reasons.map(\.text) == ["dev/web/main.tf"])
    }

    @Test func `accounts come in their deploy_order`() throws {
        let change: [String: String?] = ["prod/network/a.tf": "", "dev/web/a.tf": "", "dev/network/a.tf": ""]
        let accounts = try #require(Self.accounts)
        let set = try tree.with(change).changeSet(from: tree, accounts: accounts)
        #expect(lines(set) == ["1 deploy dev/network", "2 deploy dev/web", "3 deploy prod/network"])
        let turned = try Accounts(
            parsing: #"{"dev": {"deploy_order": 2}, "prod": {"deploy_order": 1}}"#.utf8,
            file: "accounts.json"
        )
        let other = try tree.with(change).changeSet(from: tree, accounts: turned)
        #expect(lines(other) == ["1 deploy prod/network", "2 deploy dev/network", "3 deploy dev/web"])
    }

    @Test func `dependents are run when they are wanted`() throws {
        var selection = ChangeSelection()
        selection.dependents = .run
        let set = try tree.with(["dev/network/a.tf": ""]).changeSet(from: tree, selection)
        #expect(lines(set) == ["1 deploy dev/network", "2 deploy dev/database", "3 deploy dev/web"])
        #expect(set.dependents.isEmpty)
    }

    // MARK: - What is not run

    @Test func `files that no module reads are listed`() throws {
        let set = try tree.with(["README.md": "new", "docs/a.md": ""]).changeSet(from: tree)
        #expect(set.jobs.isEmpty)
        #expect(set.unrelated.map(\.text) == ["README.md", "docs/a.md"])
    }

    @Test func `the runner's own folder is left out with a reason, changed or deleted`() throws {
        let own = tree.with(["mgmt/ecs-deploy-runner/main.tf": Self.module("runner")])
        for set in [try own.changeSet(from: tree), try tree.changeSet(from: own)] {
            #expect(set.jobs.isEmpty)
            #expect(set.leftOut.map(\.folder.text) == ["mgmt/ecs-deploy-runner"])
            #expect(set.leftOut.first?.reason == .runnerNeverDeploysItself)
        }
        var selection = ChangeSelection()
        selection.excluded = [FolderPattern("*/ecs-deploy-runner")]
        let excluded = try own.changeSet(from: tree, selection)
        #expect(excluded.leftOut.isEmpty)
        #expect(excluded.excluded.map(\.text) == ["mgmt/ecs-deploy-runner"])
    }

    @Test func `a module that is gone while its folder still has files is left out`() throws {
        let readme = tree.with(["dev/web/README.md": ""])
        let set = try readme.with(["dev/web/main.tf": nil]).changeSet(from: readme)
        #expect(set.jobs.isEmpty)
        #expect(set.leftOut == [ChangeSet.LeftOut(folder: GitPath("dev/web"), reason: .folderNotEmpty)])
    }

    @Test func `a module that was renamed with its state is moved, not destroyed`() throws {
        let text = Self.module("dev-web", Self.reads("dev-database"))
        let set = try tree.with(["dev/web/main.tf": nil, "dev/site/main.tf": text]).changeSet(from: tree)
        #expect(lines(set) == ["1 deploy dev/site"])
        #expect(set.moved == [ChangeSet.Move(from: GitPath("dev/web"), to: GitPath("dev/site"))])
        #expect(set.leftOut.isEmpty)
    }

    @Test func `a module that was renamed with another state is destroyed and made anew`() throws {
        let set = try tree.with(["dev/web/main.tf": nil, "dev/site/main.tf": Self.module("dev-site")]).changeSet(
            from: tree
        )
        #expect(lines(set) == ["1 destroy dev/web", "2 deploy dev/site"])
    }

    @Test(arguments: ["dev/a\nb", "-dev/a", "~/a", "dev/\u{7}"])
    func `a path that no deploy path can be is left out`(folder: String) throws {
        let set = try tree.with(["\(folder)/main.tf": Self.module("odd")]).changeSet(from: tree)
        #expect(set.leftOut.map(\.reason) == [.notDeployable])
    }

    @Test func `a stack of Terragrunt is left out`() throws {
        let set = try tree.with(["dev/s/terragrunt.stack.hcl": ""]).changeSet(from: tree)
        #expect(set.leftOut.map(\.reason) == [.stackNotSupported])
    }

    @Test func `of a selection only what was selected runs, and it must be affected`() throws {
        var selection = ChangeSelection()
        selection.only = [GitPath("dev/web")]
        let changed = tree.with(["dev/network/a.tf": "", "dev/web/a.tf": ""])
        let set = try changed.changeSet(from: tree, selection)
        #expect(set.jobs.map(\.folder.text) == ["dev/web"])
        #expect(set.jobs.first?.after == [])
        selection.only = [GitPath("dev/database")]
        let error = #expect(throws: RunnerError.self) { try changed.changeSet(from: tree, selection) }
        #expect(error?.errorType == "ModuleNotAffected")
        #expect(error?.cause == "they are dev/network, dev/web")
    }

    // MARK: - What is wrong

    @Test func `a file that does not parse is named with its place, and its module is run`() throws {
        let broken = tree.with(["prod/web/main.tf": Self.module("prod-web") + "module \"x\" {\n  source = \n}\n"])
        let set = try broken.with(["dev/web/a.tf": ""]).changeSet(from: broken)
        #expect(set.jobs.map(\.folder.text) == ["dev/web", "prod/web"])
        let warning = try #require(set.warnings.first)
        #expect(warning.code == .unreadable)
        #expect("\(warning.path.text):\(warning.line ?? 0)" == "prod/web/main.tf:9")
    }

    @Test func `an account that is missing from the list is an error, and excluding it helps`() throws {
        let accounts = try #require(Self.accounts)
        let changed = tree.with(["stage/web/main.tf": Self.module("stage-web")])
        let error = #expect(throws: RunnerError.self) { try changed.changeSet(from: tree, accounts: accounts) }
        #expect(error?.errorType == "AccountMissing")
        #expect(error?.message == "the account stage of stage/web is not in accounts.json")
        var selection = ChangeSelection()
        selection.excluded = [FolderPattern("stage")]
        #expect(try changed.changeSet(from: tree, accounts: accounts, selection).jobs.isEmpty)
    }

    @Test func `an account that is deleted with its modules had its turn`() throws {
        let accounts = try #require(Self.accounts)
        let former = try Accounts(
            parsing: #"{"old": {"deploy_order": 2}, "test": {"deploy_order": 1}, "dev": {"deploy_order": 3}}"#.utf8,
            file: "accounts.json"
        )
        let old = tree.with(["old/web/main.tf": Self.module("old-web"), "test/plain/main.tf": ""])
        let set = try tree.changeSet(from: old, accounts: accounts, former: former)
        #expect(lines(set) == ["1 destroy test/plain", "2 destroy old/web"])
    }

    @Test func `two modules with one state are an error where one of them is affected`() throws {
        let twins = tree.with(["dev/copy/main.tf": Self.module("dev-web")])
        let error = #expect(throws: RunnerError.self) { try twins.changeSet(from: tree) }
        #expect(error?.errorType == "SharedState")
        #expect(error?.message.hasPrefix("dev/copy and dev/web have one state") == true)
        #expect(error?.cause == "the state is s3 b dev-web")
        #expect(try twins.with(["prod/web/a.tf": ""]).changeSet(from: twins).jobs.count == 1)
    }

    @Test func `a circle among affected modules is an error, one elsewhere is not`() throws {
        let circle = TestTree([
            "a/terragrunt.hcl": "dependency \"b\" {\n  config_path = \"../b\"\n}\n",
            "b/terragrunt.hcl": "dependency \"a\" {\n  config_path = \"../a\"\n}\n",
            "c/terragrunt.hcl": "",
        ])
        let error = #expect(throws: RunnerError.self) { try circle.with(["a/x.txt": ""]).changeSet(from: circle) }
        #expect(error?.message == "these modules depend on each other in a circle: a → b → a")
        #expect(try circle.with(["c/x.txt": ""]).changeSet(from: circle).jobs.map(\.folder.text) == ["c"])
    }

    @Test func `a dependency that is gone is named`() throws {
        let old = TestTree([
            "a/terragrunt.hcl": "dependency \"b\" {\n  config_path = \"../b\"\n}\n", "b/terragrunt.hcl": "",
        ])
        let set = try old.with(["b/terragrunt.hcl": nil, "a/x.txt": ""]).changeSet(from: old)
        #expect(lines(set) == ["1 destroy b", "2 deploy a"])
        #expect(set.warnings.map(\.code) == [.dependencyDestroyed])
    }

    @Test func `a module that still reads what is destroyed is named, though it did not change`() throws {
        let set = try tree.with(["dev/network/main.tf": nil]).changeSet(from: tree)
        #expect(lines(set) == ["1 destroy dev/network"])
        #expect(
            set.warnings.map { "\($0.path.text): \($0.message)" } == [
                "dev/database: it depends on dev/network, which is destroyed"
            ]
        )
        let freed = tree.with(["dev/network/main.tf": nil, "dev/database/main.tf": Self.module("dev-database")])
        #expect(try freed.changeSet(from: tree).warnings.isEmpty)
    }

    @Test func `a variable file that every call names counts for every module`() throws {
        let old = TestTree(["app/main.tf": "", "common/a.tfvars": ""])
        var selection = ChangeSelection()
        selection.variableFiles = ["../common/a.tfvars"]
        let set = try old.with(["common/a.tfvars": "x = 1"]).changeSet(from: old, selection)
        #expect(set.jobs.map(\.folder.text) == ["app"])
    }
}
