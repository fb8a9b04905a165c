import Dispatch
import Glibc
import Supervision
import Synchronization
import SystemPackage

/// Takes the facts of a job as it tells them.
///
/// They come through a named pipe, and are read off it at once: what has been told cannot be read, changed or removed by
/// the job any more, as it could be in a file that belongs to its own user.
final class FactCollector: Sendable {
    /// Where the job writes; its folder is the collector's own.
    let path: FilePath
    private let pipe: FileDescriptor
    private let state = Mutex(FactReader())
    private let end: [UInt8]
    private let ended: AsyncStream<Never>

    /// Makes the pipe, in a folder of its own, and listens to it.
    ///
    /// - Parameter base: the folder to make that folder in.
    /// - Throws: `Errno`.
    init(in base: FilePath) throws(Errno) {
        let folder = try Folder.makeTemporary(in: base, prefix: "facts")
        path = folder.appending("facts")
        guard mkfifo(path.string, 0o600) == 0 else { throw Errno(rawValue: errno) }
        do {
            // Opened for both, so that the pipe has no end while the job opens and closes it.
            pipe = try FileDescriptor.open(path, .readWrite, options: [.noFollow, .closeOnExec])
        } catch {
            throw error as? Errno ?? .ioError
        }
        end = Array("end \(UInt64.random(in: .min ... .max)) \(UInt64.random(in: .min ... .max))".utf8)
        let (ended, announcement) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        DispatchQueue(label: "facts").async { [self] in
            readToEnd()
            announcement.finish()
        }
    }

    /// Everything that was told; called once, when the job is gone.
    func finish() async -> [String: String] {
        // A line that only this process knows says that all before it was read.
        _ = try? pipe.writeAll([0x0A] + end + [0x0A])
        for await _ in ended {}
        try? pipe.close()
        Folder.remove(path.removingLastComponent())
        return state.withLock { $0.facts }
    }

    private func readToEnd() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        var hasEnded = false
        while !hasEnded, let count = try? buffer.withUnsafeMutableBytes({ try pipe.read(into: $0) }), count > 0 {
            state.withLock { reader in
                reader.read(buffer[..<count]) { line in hasEnded = hasEnded || line == end }
            }
        }
    }
}
