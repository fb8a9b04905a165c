import Glibc
public import SystemPackage

extension Folder {
    /// Removes a folder with everything in it; what a job left without permission to enter is opened first.
    ///
    /// By descriptors, not by paths: no link is followed, no name need be text, and no nesting is too deep for a path.
    public static func remove(_ path: FilePath) {
        if unlink(path.string) == 0 { return }
        OpenFolder(path.string, in: AT_FDCWD)?.empty()
        rmdir(path.string)
    }
}

/// A folder that is emptied.
private struct OpenFolder: ~Copyable {
    private let descriptor: Int32

    /// Opens a folder, and its permissions with it; what is no folder is not opened.
    init?(_ name: UnsafePointer<CChar>, in parent: Int32) {
        fchmodat(parent, name, 0o700, AT_SYMLINK_NOFOLLOW)
        descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit {
        close(descriptor)
    }

    /// Removes everything in it.
    ///
    /// Folders within folders are moved up into this one instead of being entered: any depth takes two descriptors.
    consuming func empty() {
        var moves = 0
        var isProgress = true
        while isProgress {
            isProgress = false
            for name in names() where take(name, &moves) { isProgress = true }
        }
    }

    /// Removes one entry, or at least what is in it; `false` when there is nothing more that can be done.
    private func take(_ name: [CChar], _ moves: inout Int) -> Bool {
        if remove(name) { return true }
        guard let folder = OpenFolder(name, in: descriptor) else { return false }
        var isProgress = false
        for inner in folder.names() {
            if folder.remove(inner) || folder.move(inner, to: self, &moves) { isProgress = true }
        }
        return remove(name) || isProgress
    }

    /// Removes a file, a link or an empty folder.
    private func remove(_ name: [CChar]) -> Bool {
        unlinkat(descriptor, name, 0) == 0 || unlinkat(descriptor, name, AT_REMOVEDIR) == 0
    }

    /// Moves a folder into another one, under the next number that is free there.
    private func move(_ name: [CChar], to other: borrowing OpenFolder, _ moves: inout Int) -> Bool {
        // Only who may write to a folder may give it another parent.
        fchmodat(descriptor, name, 0o700, AT_SYMLINK_NOFOLLOW)
        repeat {
            moves += 1
            if renameat(descriptor, name, other.descriptor, "\(moves)") == 0 { return true }
        } while [ENOTEMPTY, EEXIST, ENOTDIR].contains(errno)
        return false
    }

    /// The names in it, as the kernel has them.
    private func names() -> [[CChar]] {
        let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { return [] }
        defer { closedir(stream) }
        var names: [[CChar]] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0) + 1))
                }
            }
            if name != [0x2E, 0], name != [0x2E, 0x2E, 0] { names.append(name) }
        }
        return names
    }
}
