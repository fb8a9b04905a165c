import Synchronization
import SystemPackage

/// Packer's output as it comes: what it says to people is passed on as packer itself would write it, and what a program
/// needs of it is kept.
final class PackerOutput: Sendable {
    private struct State {
        var artifacts: [PackerArtifact] = []
        var traces = PackerTraces()
    }

    private let state = Mutex(State())
    private let destination: FileDescriptor

    init(to destination: FileDescriptor) {
        self.destination = destination
    }

    /// The artifacts so far, in the order in which packer listed them.
    var artifacts: [PackerArtifact] { state.withLock { $0.artifacts } }

    /// What packer said to have made in EC2 so far.
    var traces: PackerTraces { state.withLock { $0.traces } }

    /// Takes a line without its line feed.
    func take(_ line: some Collection<UInt8>) {
        guard let record = PackerRecord(line) else { return write(Array(line)) }
        switch (record.type, record.data.count) {
        case ("ui", 2...):
            state.withLock { $0.traces.read(record.data[1]) }
            write(Array(record.data[1].utf8))
        case ("artifact", 3...) where record.data[1] == "id":
            let artifact = PackerArtifact(build: record.target, id: record.data[2])
            state.withLock { $0.artifacts.append(artifact) }
        default:
            break
        }
    }

    private func write(_ line: [UInt8]) {
        // A reader that went away does not end a build: packer has an instance to clean up.
        _ = try? destination.writeAll(line + [UInt8(ascii: "\n")])
    }
}
