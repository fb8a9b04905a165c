import Git
import RunProtocol
import SystemPackage
import Testing

@Suite struct RepositoryLocationTests {
    private static let locals = LocalRepositories(["/srv/live.git", "/srv/a b"])

    @Test(arguments: [
        ("https://github.com/acme/live.git", GitHost.github), ("https://GitLab.com/acme/live", .gitlab),
        ("git@bitbucket.org:acme/live.git", .bitbucket), ("ssh://git@github.com/acme/live.git", .github),
        ("ssh://git@github.com:22/acme/live.git", .github),
    ])
    func `addresses of the known hosts are read in every form`(text: String, host: GitHost) throws {
        let location = try RepositoryLocation(text, locals: Self.locals)
        #expect(location.knownHost == host)
        #expect(location.url == text)
    }

    @Test func `other hosts are reached too, without a token of ours`() throws {
        #expect(try RepositoryLocation("https://git.example.com:8443/a/b.git", locals: Self.locals).knownHost == nil)
        #expect(try RepositoryLocation("deploy@git.example.com:a/b.git", locals: Self.locals).knownHost == nil)
    }

    @Test(arguments: [
        "", "-x", "--upload-pack=x", "ext::sh -c touch% /tmp/x", "ext::sh", "git@ext::x", "http://github.com/a/b.git",
        "ftp://h/x",
        "git://github.com/a/b", "ssh://-oProxyCommand=x/y", "git@-oProxyCommand=x:y", "git@github.com:-x", "https://",
        "https:///x",
        "https://github.com", "github.com/a/b", "a/b", "relative", "./x", "git@github.com:a b",
        "https://github.com/a\nb",
        "file:relative", "fd::17", "https://git hub.com/x", "git@github.com:",
    ])
    func `what is not https, ssh or a listed repository is refused`(text: String) {
        #expect(Self.error(text)?.errorType == "InvalidRepository", "\(text)")
        #expect(Self.error(text)?.code == .usage)
    }

    @Test func `a password in an address is refused and not shown`() {
        for scheme in ["https", "http", "ssh"] {
            let text = "\(scheme)://user:hunter2@github.com/a/b.git"
            let error = Self.error(text)
            #expect(error?.description.contains("hunter2") == false, "\(String(describing: error))")
            #expect(error?.errorType == "InvalidRepository")
        }
    }

    @Test func `the hint names the https form`() {
        #expect(Self.error("http://github.com/a/b.git")?.hint == "use https://github.com/a/b.git")
        #expect(Self.error("acme/live")?.hint == "use https://github.com/acme/live.git")
    }

    @Test(arguments: ["/srv/live.git", "file:///srv/live.git"])
    func `a listed repository of this machine is read as a path and as a file URL`(text: String) throws {
        let location = try RepositoryLocation(text, locals: Self.locals)
        #expect(location == .local("/srv/live.git"))
        #expect(location.url == "file:///srv/live.git")
    }

    @Test(arguments: [
        "/srv/other.git", "/srv/live.git/", "/srv//live.git", "/srv/./live.git", "/srv/x/../live.git",
        "file://srv/live.git",
        "file://localhost/srv/live.git", "/srv", "/", "file://",
    ])
    func `a repository of this machine that is not listed exactly so is refused`(text: String) {
        #expect(Self.error(text)?.errorType == "LocalRepositoryNotAllowed", "\(text)")
        #expect(Self.error(text)?.code == .refused)
    }

    @Test func `without a list no repository of this machine is allowed`() {
        #expect(Self.error("/srv/live.git", locals: LocalRepositories([]))?.code == .refused)
        #expect(LocalRepositories(separatedByColons: "/a:b:/c/../d:/e").paths == ["/a", "/e"])
    }

    private static func error(_ text: String, locals: LocalRepositories = locals) -> RunnerError? {
        do {
            _ = try RepositoryLocation(text, locals: locals)
            return nil
        } catch {
            return error
        }
    }
}
