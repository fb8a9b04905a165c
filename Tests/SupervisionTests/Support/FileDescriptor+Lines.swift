import Supervision
import SystemPackage

extension FileDescriptor {
    /// All lines up to the end of the input, and then closed.
    func allLines() async throws -> [String] {
        var lines: [String] = []
        for await line in InputLines.of(self) { lines.append(line) }
        try close()
        return lines
    }
}
