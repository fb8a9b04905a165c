import RunProtocol
import Testing

@testable import Git
@testable import Supervision

/// Pushes that a remote does not take.
@Suite struct PushFailureTests {
    @Test(arguments: [
        ("remote: error: GH006: Protected branch update failed for refs/heads/main.", "PushDeclined", 69),
        ("remote: GitLab: You are not allowed to push code to protected branches on this project.", "PushDeclined", 69),
        ("!\tx:refs/heads/main\t[remote rejected] (pre-receive hook declined)", "PushDeclined", 69),
        ("remote: Permission to acme/live.git denied to bot.", "PushDenied", 69),
        ("remote: Write access to repository not granted.", "PushDenied", 69),
        ("ERROR: The key you are authenticating with has been marked as read only.", "PushDenied", 69),
        ("fatal: unable to access 'x': The requested URL returned error: 403", "PushDenied", 69),
        ("error: unable to create temporary file: Read-only file system", "RepositoryReadOnly", 69),
        ("error: remote unpack failed: unable to create temporary object directory", "RepositoryReadOnly", 69),
        ("!\tx:refs/heads/main\t[rejected] (fetch first)", "PushOvertaken", 75),
        ("!\tx:refs/heads/main\t[rejected] (non-fast-forward)", "PushOvertaken", 75),
        (
            "!\tx:refs/heads/main\t[remote rejected] (cannot lock ref 'refs/heads/main': is at a but expected b)",
            "PushOvertaken", 75
        ),
        ("fatal: unable to access 'x': Could not resolve host: x", "RepositoryUnreachable", 75),
        ("something new", "GitFailed", 69),
    ])
    func `what git says of a push is told apart`(text: String, type: String, code: Int32) throws {
        let result = CommandResult(ending: .exited(1), output: Array(text.utf8), errors: [])
        let location = try RepositoryLocation("https://example.com/acme/live.git", locals: LocalRepositories([]))
        let branch = try #require(GitRefName("main"))
        let failure = PushFailure(result, of: branch, at: location).error
        let ordinary = CommandResult(ending: .exited(1), output: [], errors: Array(text.utf8))
        #expect(PushFailure(ordinary, of: branch, at: location).error.errorType == type)
        #expect(failure.errorType == type)
        #expect(failure.code.rawValue == code)
    }

    @Test(arguments: [("", "a@b"), (" ", "a@b"), ("A <x>", "a@b"), ("A", ""), ("A\nB", "a@b"), ("...", "a@b")])
    func `what git would cut from a name is refused`(name: String, email: String) {
        #expect(throws: RunnerError.self) { try GitAuthor(name: name, email: email) }
    }

    @Test func `names of people are names`() throws {
        #expect(try GitAuthor(name: "Zoë O'Neil, Jr.", email: "z@example.com").name == "Zoë O'Neil, Jr.")
    }
}
