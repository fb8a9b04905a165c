import Glibc
public import SystemPackage

/// Folders on this machine, made private and removed whole.
public enum Folder {
    /// Makes a folder and those above it, each readable by its owner only.
    ///
    /// - Throws: `Errno`, with a folder that is there already being no error.
    public static func make(_ path: FilePath) throws(Errno) {
        if mkdir(path.string, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, !path.removingLastComponent().isEmpty else { throw Errno(rawValue: errno) }
        try make(path.removingLastComponent())
        guard mkdir(path.string, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    /// Makes a folder with a name that nobody can guess, runs the body with it, and removes it on every path.
    ///
    /// - Parameters:
    ///   - base: the folder to make it in, which must be there.
    ///   - prefix: how its name begins.
    ///   - body: gets the folder, free of symbolic links.
    /// - Returns: what the body does.
    /// - Throws: `Errno` when it cannot be made, and what the body throws.
    public static func withTemporary<Result>(
        in base: FilePath,
        prefix: String,
        _ body: (FilePath) async throws -> Result
    ) async throws -> Result {
        let folder = try makeTemporary(in: base, prefix: prefix)
        defer { remove(folder) }
        return try await body(folder)
    }

    /// Makes a folder with a name that nobody can guess, readable by its owner only; the caller removes it.
    ///
    /// - Parameters:
    ///   - base: the folder to make it in, which must be there.
    ///   - prefix: how its name begins.
    /// - Returns: the folder, free of symbolic links.
    /// - Throws: `Errno`.
    public static func makeTemporary(in base: FilePath, prefix: String) throws(Errno) -> FilePath {
        var template = Array(base.appending("\(prefix).XXXXXX").string.utf8CString)
        guard mkdtemp(&template) != nil, let real = realpath(&template, nil) else { throw Errno(rawValue: errno) }
        defer { free(real) }
        return FilePath(String(cString: real))
    }

    /// The names in a folder, or `nil`, with `errno`, when it cannot be read.
    public static func names(in path: FilePath) -> [String]? {
        guard let folder = opendir(path.string) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The path behind all symbolic links, or `nil` when there is nothing.
    public static func resolved(_ path: FilePath) -> FilePath? {
        guard let real = realpath(path.string, nil) else { return nil }
        defer { free(real) }
        return FilePath(String(cString: real))
    }

    /// Writes a small file that its owner alone may read, in the place of one that was there.
    ///
    /// - Parameters:
    ///   - bytes: what stands in it.
    ///   - path: where it lies.
    ///   - permissions: `ownerReadWrite` unless said otherwise; they hold from the file's first moment on.
    /// - Throws: `Errno`.
    public static func write(
        _ bytes: some Sequence<UInt8>,
        to path: FilePath,
        permissions: FilePermissions = .ownerReadWrite
    ) throws {
        unlink(path.string)
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: permissions
        )
        try file.closeAfter { _ = try file.writeAll(bytes) }
    }
}
