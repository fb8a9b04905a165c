import ChangeDetection
import Git
import Testing

@Suite struct UpdatedFilesTests {
    private static let changes = [
        FileChange(GitPath("a/build_x.sh"), .modified), FileChange(GitPath("a/y.tf"), .added),
        FileChange(GitPath("b/build_z.sh"), .deleted), FileChange(GitPath("c/terragrunt.hcl"), .modified),
        FileChange(GitPath("c/env.hcl"), .modified), FileChange(GitPath("sub"), .modified, isSubmodule: true),
    ]

    @Test func `every file that is still there counts`() {
        let files = UpdatedFiles().files(of: Self.changes).map(\.text)
        #expect(files == ["a/build_x.sh", "a/y.tf", "c/env.hcl", "c/terragrunt.hcl"])
    }

    @Test(arguments: ["sh", ".sh"]) func `an extension may be written with its dot or without`(written: String) {
        let files = UpdatedFiles(endings: [UpdatedFiles.ending(written)]).files(of: Self.changes)
        #expect(files.map(\.text) == ["a/build_x.sh"])
    }

    @Test func `what is excluded does not count`() {
        let files = UpdatedFiles(endings: [".hcl"], excluding: [UpdatedFiles.ending("terragrunt.hcl")])
        #expect(files.files(of: Self.changes).map(\.text) == ["c/env.hcl"])
    }
}
