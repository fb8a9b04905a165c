import CLinuxProcess
import Glibc
public import SystemPackage

/// A pipe whose ends close when the process becomes another one.
public struct Pipe: Sendable {
    /// The end to read from.
    public let reading: FileDescriptor
    /// The end to write to.
    public let writing: FileDescriptor

    /// Makes a pipe.
    ///
    /// - Throws: `Errno`.
    public init() throws {
        var ends: [Int32] = [0, 0]
        guard clp_pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
        reading = FileDescriptor(rawValue: ends[0])
        writing = FileDescriptor(rawValue: ends[1])
    }
}
