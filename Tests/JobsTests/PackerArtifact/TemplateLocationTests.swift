import Git
import RunProtocol
import SystemPackage
import Testing

@testable import Jobs

@Suite struct TemplateLocationTests {
    @Test(arguments: [
        ("git::https://github.com/acme/packer.git//ami/build.json?ref=v1", "https://github.com/acme/packer.git"),
        ("git::git@github.com:acme/packer.git//ami/build.json?ref=v1", "git@github.com:acme/packer.git"),
        (
            "git::ssh://git@git.example.com:2222/a/b.git//ami/build.json?ref=v1",
            "ssh://git@git.example.com:2222/a/b.git"
        ),
        ("git::file:///srv/packer//./ami//build.json?ref=v1", "/srv/packer"),
    ])
    func `a template of a repository has an address, a path and a ref`(text: String, repository: String) throws {
        guard case .git(let location, let path, let reference) = try Self.read(text) else {
            Issue.record("\(text) lies in no repository")
            return
        }
        #expect(location.description == repository)
        #expect(path == ["ami", "build.json"])
        #expect(reference?.text == "v1")
    }

    @Test func `the root and the default branch need not be named`() throws {
        guard case .git(_, let path, let reference) = try Self.read("git::https://github.com/acme/packer//.") else {
            Issue.record("it lies in no repository")
            return
        }
        #expect(path == [] && reference == nil)
    }

    @Test(arguments: [
        "", "git::https://github.com/acme/packer.git", "git::https://github.com/acme/p//../x.json",
        "git::https://github.com/acme/p///x.json", "git::https://github.com/acme/p//.GIT/config",
        "git::https://github.com/acme/p//x.json?depth=1", "git::https://github.com/acme/p//x.json?ref=a&depth=1",
        "https://example.com/x.json", "s3::https://example.com/x.json",
    ])
    func `what says no such place is refused`(text: String) {
        let error = #expect(throws: RunnerError.self) { _ = try Self.read(text) }
        #expect(error?.errorType == "InvalidTemplatePath", "\(String(describing: error))")
    }

    @Test(arguments: [
        ("git::ext::sh -c x//y", "InvalidRepository"), ("git::http://github.com/a/b//x.json", "InvalidRepository"),
        ("git::https://t0ken@github.com/a/b//x.json", "InvalidRepository"),
        ("git::/etc//passwd", "LocalRepositoryNotAllowed"),
        ("git::https://github.com/a/b//x.json?ref=HEAD^", "InvalidGitRef"),
        ("git::https://github.com/a/b//x.json?ref=--upload-pack", "InvalidGitRef"),
    ])
    func `an address or a ref that no job may use is refused as everywhere`(text: String, type: String) {
        #expect((#expect(throws: RunnerError.self) { _ = try Self.read(text) })?.errorType == type)
    }

    private static func read(_ text: String) throws(RunnerError) -> TemplateLocation {
        try TemplateLocation(text, locals: LocalRepositories(["/srv/packer"]))
    }
}
