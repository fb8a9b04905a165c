import Fixtures
import RunProtocol
import SystemPackage
import Testing

@testable import Git

@Suite struct GitRepositoryTimeTests {
    @Test func `a commit's time and a reference's full name are those of the snapshot`() async throws {
        let remote = try await RemoteRepository()
        let commit = try await remote.commit(["a": "1"])
        try await remote.tag("v1", at: commit)
        let folder = try TestFolder()
        var settings = GitAccess.Settings(
            credentials: try GitCredentials(environment: [:]),
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        )
        settings.locals = LocalRepositories([remote.path])
        let access = try GitAccess.prepare(settings, in: folder.path.appending("git"))
        let repository = try await GitRepository.clone(
            .local(remote.path),
            into: folder.path.appending("c"),
            with: access
        )
        let seconds = try await remote.git("show", "--no-patch", "--format=%ct", commit)
        let id = try #require(CommitID(commit))
        #expect(try await repository.time(of: id).milliseconds == Int64(seconds).map { $0 * 1000 })
        for (text, name) in [
            ("main", "refs/heads/main"), ("origin/main", "refs/heads/main"), ("v1", "refs/tags/v1"),
            ("refs/tags/v1", "refs/tags/v1"), (commit, "refs/heads/main"),
        ] {
            #expect(try await repository.fullName(of: try GitReference(text)) == name)
        }
    }
}
