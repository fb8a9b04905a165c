import Glibc
public import SystemPackage

/// The folders of a `PATH`, in order.
public struct SearchPath: Sendable, Hashable {
    /// The absolute folders; relative and empty entries are left out, since they would mean the working directory.
    public let folders: [FilePath]

    /// Reads a `PATH`.
    public init(_ text: String) {
        folders = text.split(separator: ":").map { FilePath(String($0)) }.filter(\.isAbsolute)
    }

    /// The first executable file of this name.
    public func locate(_ name: String) -> FilePath? {
        folders.lazy.map { $0.appending(name) }.first { $0.isExecutableFile }
    }
}

extension FilePath {
    /// Whether a regular file that this process may execute lies here, behind symbolic links too.
    public var isExecutableFile: Bool {
        guard let status = try? stat(), status.type == .regular else { return false }
        return access(string, X_OK) == 0
    }
}
