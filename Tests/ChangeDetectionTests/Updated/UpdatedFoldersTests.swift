import Git
import Testing

@testable import ChangeDetection

@Suite struct UpdatedFoldersTests {
    private static let changes = [
        FileChange(GitPath("README.md"), .modified), FileChange(GitPath("a/main.tf"), .modified),
        FileChange(GitPath("a/x.tfvars"), .added), FileChange(GitPath("b/terragrunt.hcl"), .deleted),
        FileChange(GitPath("b/my-terragrunt.hcl"), .modified), FileChange(GitPath("c/d/x.yaml"), .modified),
        FileChange(GitPath("modules/sub"), .modified, isSubmodule: true),
    ]

    @Test func `every folder with a changed file, once, the root as a dot, a submodule as itself`() {
        let folders = UpdatedFolders().folders(of: Self.changes).map(\.text)
        #expect(folders == [".", "a", "b", "c/d", "modules/sub"])
    }

    @Test func `only files that count make a folder a changed one`() {
        #expect(UpdatedFolders(endings: UpdatedFolders.terraform).folders(of: Self.changes).map(\.text) == ["a"])
        #expect(UpdatedFolders(endings: UpdatedFolders.terragrunt).folders(of: Self.changes).map(\.text) == ["b"])
        #expect(UpdatedFolders(endings: [".yaml"]).folders(of: Self.changes).map(\.text) == ["c/d"])
    }

    @Test func `a file is terragrunt's by its whole name`() {
        let change = FileChange(GitPath("b/my-terragrunt.hcl"), .modified)
        #expect(UpdatedFolders(endings: UpdatedFolders.terragrunt).folders(of: [change]).isEmpty)
    }
}
