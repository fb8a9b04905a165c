import Glibc
public import SystemPackage

extension Folder {
    /// Makes a symbolic link.
    ///
    /// - Parameters:
    ///   - path: where it lies; nothing may be there yet.
    ///   - target: what it leads to.
    /// - Throws: `Errno`.
    public static func link(_ path: FilePath, to target: FilePath) throws(Errno) {
        guard symlink(target.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }
}
