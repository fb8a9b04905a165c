import Glibc
import Synchronization

/// A pipe of this process's own: neither end gets to a program by itself.
final class DescriptorPair: Sendable {
    let reading: Int32
    let writing: Int32
    private let isWritingOpen = Mutex(true)

    init() throws(ProgramFailure) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .notStarted(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reading = ends[0]
        writing = ends[1]
    }

    /// Writes one byte.
    func ring() {
        isWritingOpen.withLock { isOpen in
            var byte: UInt8 = 1
            if isOpen { _ = write(writing, &byte, 1) }
        }
    }

    func closeWriting() {
        isWritingOpen.withLock { isOpen in
            if isOpen { Glibc.close(writing) }
            isOpen = false
        }
    }

    /// Closes what is open; once.
    func close() {
        closeWriting()
        Glibc.close(reading)
    }
}
