import CLinuxProcess
import Glibc
import Synchronization

/// A pipe of this process's own: neither end gets to a program by itself.
final class DescriptorPair: Sendable {
    let reading: Int32
    let writing: Int32
    private let isWritingOpen = Mutex(true)

    init() throws(ProgramFailure) {
        var ends: [Int32] = [0, 0]
        // At once: between two calls another thread may start a program, which would then hold both ends.
        guard clp_pipe(&ends) == 0 else { throw .notStarted(errno) }
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
