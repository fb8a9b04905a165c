import Glibc
import Supervision
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(30))) struct FolderTests {
    private func isThere(_ path: FilePath) -> Bool {
        var status = Glibc.stat()
        return lstat(path.string, &status) == 0
    }

    private func mode(_ path: FilePath) -> mode_t? {
        var status = Glibc.stat()
        return lstat(path.string, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    private func shell(_ text: String, in folder: FilePath) async throws {
        var command = Command("/bin/bash", ["-c", text], environment: ["PATH": "/usr/bin:/bin"])
        command.workingDirectory = folder
        let result = try await command.capture()
        #expect(result.succeeded, "\(result.errorText)")
    }

    @Test func `folders are made with those above them, for their owner only`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            let deep = root.appending("a").appending("b").appending("c")
            try Folder.make(deep)
            try Folder.make(deep)
            #expect(mode(deep) == 0o700)
            #expect(mode(root.appending("a")) == 0o700)
            #expect(throws: Errno.notDirectory) { try Folder.make("/dev/null/x") }
        }
    }

    @Test func `a temporary folder is private, has its prefix, and is gone afterwards`() async throws {
        var seen: FilePath?
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { path in
            seen = path
            #expect(mode(path) == 0o700)
            #expect(path.lastComponent?.string.hasPrefix("folder.") == true)
            try Folder.write([1], to: path.appending("file"))
        }
        let path = try #require(seen)
        #expect(!isThere(path))
    }

    @Test func `a temporary folder is gone after an error, too`() async throws {
        struct Failure: Error {}
        var seen: FilePath?
        await #expect(throws: Failure.self) {
            try await Folder.withTemporary(in: "/tmp", prefix: "folder") { path in
                seen = path
                throw Failure()
            }
        }
        let path = try #require(seen)
        #expect(!isThere(path))
        #expect(throws: Errno.noSuchFileOrDirectory) { try Folder.makeTemporary(in: "/nowhere", prefix: "folder") }
    }

    @Test func `a file is private from its first moment, and replaces what was there without following a link`()
        async throws
    {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            let target = root.appending("target")
            let file = root.appending("file")
            try Folder.write(Array("target".utf8), to: target)
            try await shell("ln -s target file", in: root)
            try Folder.write(Array("secret".utf8), to: file)
            #expect(ProcFile.read(target.string) == "target")
            #expect(ProcFile.read(file.string) == "secret")
            #expect(mode(file) == 0o600)
            try Folder.write(Array("again".utf8), to: file, permissions: [.ownerRead])
            #expect(ProcFile.read(file.string) == "again")
            #expect(mode(file) == 0o400)
        }
    }

    @Test func `a folder is removed with everything that a job can have left in it`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            let left = root.appending("left")
            try Folder.make(left)
            try await shell(
                #"""
                mkdir -p locked/inner $'not\xffutf8/inner' ' ' -- && touch locked/inner/file $'not\xffutf8/inner/\xfe' $'new\nline' ./-rf
                mkfifo fifo && ln -s /etc/passwd link && ln -s nowhere dangling && ln -s . loop
                chmod 000 locked/inner && chmod 500 locked
                """#,
                in: left
            )
            Folder.remove(left)
            #expect(!isThere(left))
        }
    }

    @Test func `what a link leads to is left alone`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            let kept = root.appending("kept")
            let removed = root.appending("removed")
            try Folder.make(kept)
            try Folder.make(removed)
            try Folder.write(Array("kept".utf8), to: kept.appending("file"))
            chmod(kept.string, 0o755)
            try await shell("ln -s ../kept link && ln -s ../kept/file file", in: removed)
            Folder.remove(removed.appending("link"))
            #expect(!isThere(removed.appending("link")))
            Folder.remove(removed)
            #expect(!isThere(removed))
            #expect(ProcFile.read(kept.appending("file").string) == "kept")
            #expect(mode(kept) == 0o755)
        }
    }

    @Test func `a folder that is nested deeper than a path can say is removed`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            let left = root.appending("left")
            try Folder.make(left)
            // 40 names of 250 bytes each, where a path holds 4096; with a file at every step.
            try await shell(
                """
                name=$(printf 'x%.0s' {1..250})
                for depth in {1..40}; do mkdir $name 1 && : > file && : > 2 && cd -P $name 2> /dev/null || exit 1; done
                """,
                in: left
            )
            Folder.remove(left)
            #expect(!isThere(left))
        }
    }

    @Test func `the names in a folder are listed, without itself and the one above`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            #expect(Folder.names(in: root) == [])
            for name in ["b", "a", ".hidden", "..x"] { try Folder.write([], to: root.appending(name)) }
            #expect(Folder.names(in: root)?.sorted() == ["..x", ".hidden", "a", "b"])
            #expect(Folder.names(in: root.appending("nothing")) == nil)
            #expect(errno == ENOENT)
        }
    }

    @Test func `a path is resolved through every link`() async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "folder") { root in
            try Folder.make(root.appending("real"))
            try await shell("ln -s real link && ln -s nowhere dangling", in: root)
            #expect(Folder.resolved(root.appending("link").appending("..").appending("link")) == root.appending("real"))
            #expect(Folder.resolved(root.appending("dangling")) == nil)
            #expect(Folder.resolved(root.appending("nothing")) == nil)
        }
    }
}
