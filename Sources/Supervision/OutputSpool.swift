import Glibc
import RunProtocol
import Synchronization
public import SystemPackage

/// What a job writes, as its log shows it, kept until it is stored: standard output, standard error, and both as they came.
///
/// It lies in files that have no name, so that no other process can reach it, and takes no memory worth mentioning. A
/// spool that cannot be written (a full disk) says so, and the job goes on without one.
public final class OutputSpool: Sendable {
    /// Rings when there is more to store; ends when there will not be any more.
    public let growth: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation
    private let files: [Part: FileDescriptor]
    private let state = Mutex(State())

    /// One of the three things that are kept; its name is the raw value.
    public enum Part: String, CaseIterable, Sendable {
        /// Standard output.
        case output = "stdout"
        /// Standard error.
        case errors = "stderr"
        /// Both, in the order in which they came.
        case interleaved
    }

    private struct State {
        var waiting: [Part: [UInt8]] = [:]
        var sizes: [Part: Int] = [:]
        var failure: Errno?
        var sizeAtLastRing = 0
    }

    /// A spool whose files lie in this folder.
    ///
    /// - Throws: `Errno`.
    public init(in base: FilePath) throws(Errno) {
        let folder = try Folder.makeTemporary(in: base, prefix: "output")
        defer { Folder.remove(folder) }
        var files: [Part: FileDescriptor] = [:]
        for part in Part.allCases {
            do {
                files[part] = try FileDescriptor.open(
                    folder.appending(part.rawValue),
                    .readWrite,
                    options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: .ownerReadWrite
                )
            } catch {
                for file in files.values { try? file.close() }
                throw error as? Errno ?? .ioError
            }
        }
        self.files = files
        (growth, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    deinit {
        for file in files.values { try? file.close() }
    }

    /// Why not everything is here, if it is not.
    public var failure: Errno? { state.withLock { $0.failure } }

    /// How many bytes of a part can be read.
    public func size(of part: Part) -> Int {
        state.withLock { $0.sizes[part] ?? 0 }
    }

    /// Reads bytes of a part, all that are asked for.
    ///
    /// - Throws: `Errno`; `.ioError` when there are fewer.
    public func read(_ part: Part, from offset: Int, count: Int) throws(Errno) -> [UInt8] {
        guard let file = files[part] else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        do {
            while length < count {
                let start = length
                let read = try bytes.withUnsafeMutableBytes {
                    let free = UnsafeMutableRawBufferPointer(rebasing: $0[start...])
                    return try file.read(fromAbsoluteOffset: Int64(offset + start), into: free)
                }
                guard read > 0 else { throw Errno.ioError }
                length += read
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
        return bytes
    }

    /// Keeps no more: what is here is stored, or cannot be.
    public func drop() {
        state.withLock { $0.failure = $0.failure ?? .canceled }
    }

    /// Everything has been written.
    func finish() {
        state.withLock { state in for part in Part.allCases { write(part, &state) } }
        bell.finish()
    }

    /// Takes a piece of a line that was written into the log.
    func take(_ text: UnsafeRawBufferPointer, _ ending: LogRecord.Ending, from stream: LogStream) {
        guard stream != .notes else { return }
        state.withLock { state in
            guard state.failure == nil else { return }
            for part in [stream == .output ? Part.output : .errors, .interleaved] {
                state.waiting[part, default: []].append(contentsOf: text)
                if ending == .newline { state.waiting[part, default: []].append(0x0A) }
                if state.waiting[part, default: []].count >= Self.writeSize { write(part, &state) }
            }
        }
    }

    private func write(_ part: Part, _ state: inout State) {
        guard state.failure == nil, let bytes = state.waiting[part], let file = files[part] else { return }
        do {
            _ = try file.writeAll(bytes)
        } catch {
            state.failure = error as? Errno ?? .ioError
            state.waiting = [:]
            return
        }
        state.waiting[part]?.removeAll(keepingCapacity: true)
        state.sizes[part, default: 0] += bytes.count
        let total = state.sizes[.interleaved] ?? 0
        if total - state.sizeAtLastRing >= Self.ringSize {
            state.sizeAtLastRing = total
            bell.yield()
        }
    }

    private static let writeSize = 128 * 1024
    private static let ringSize = 4 << 20
}
