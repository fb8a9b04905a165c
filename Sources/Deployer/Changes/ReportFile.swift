import RunProtocol
import SystemPackage

/// A file that a caller named, to be written or read.
struct ReportFile: Sendable {
    private let path: FilePath

    init(_ name: String, _ context: CommandContext) {
        path = context.workingDirectory.pushing(FilePath(name))
    }

    /// Sees to it that the file can be written, and leaves what is in it.
    ///
    /// - Throws: `FileUnwritable` (64).
    func prepare() throws(RunnerError) {
        try put([], [.create, .append])
    }

    /// Writes the whole file anew.
    ///
    /// - Throws: `FileUnwritable` (64).
    func write(_ bytes: [UInt8]) throws(RunnerError) {
        try put(bytes, [.create, .truncate])
    }

    /// Adds to the file.
    ///
    /// - Throws: `FileUnwritable` (64).
    func append(_ bytes: [UInt8]) throws(RunnerError) {
        try put(bytes, [.create, .append])
    }

    private func put(_ bytes: [UInt8], _ options: FileDescriptor.OpenOptions) throws(RunnerError) {
        do {
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: options.union(.closeOnExec),
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
            try file.closeAfter { _ = try file.writeAll(bytes) }
        } catch {
            throw RunnerError(
                .usage,
                "FileUnwritable",
                "\(path) cannot be written",
                hint: "name a file in a folder that is there"
            ).caused(by: "\(error)")
        }
    }

    /// The whole file.
    ///
    /// - Throws: `FileUnreadable` (64).
    func read() throws(RunnerError) -> [UInt8] {
        let cause: String
        do throws(Errno) {
            if let bytes = try WholeFile.read(path, limit: Self.limit) { return bytes }
            cause = "it has more than \(Self.limit) bytes"
        } catch {
            cause = "\(error)"
        }
        throw RunnerError(.usage, "FileUnreadable", "\(path) cannot be read", hint: "check the name").caused(by: cause)
    }

    private static let limit = 64 << 20
}
