import Git
import Glibc
import HCL

/// Files of a snapshot, each parsed once, and only when somebody asks for it.
final class ParsedFiles {
    let snapshot: Snapshot
    private var parsed: [GitPath: Result<HCLBody, HCLError>] = [:]

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
    }

    /// What stands in a file; `nil` for one that is not there.
    func body(_ path: GitPath) -> Result<HCLBody, HCLError>? {
        if let known = parsed[path] { return known }
        guard let text = snapshot.text(path) else { return nil }
        let result = Result { () throws(HCLError) in
            try HCLFile(parsing: Array(text), name: path.text).body
        }
        parsed[path] = result
        return result
    }
}

extension Unreadable {
    init(_ file: GitPath, _ error: HCLError) {
        self.init(
            file: file,
            line: error.position.line,
            column: error.position.column,
            message: error.reason
        )
    }
}

extension ArraySlice<UInt8> {
    /// Whether a word stands in the bytes.
    func holds(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        return withUnsafeBytes { bytes in
            guard var place = bytes.baseAddress, count > 0 else { return false }
            var rest = bytes.count
            while rest >= count, let next = memchr(place, Int32(word.utf8Start.pointee), rest - count + 1) {
                if memcmp(next, word.utf8Start, count) == 0 { return true }
                rest -= UnsafeRawPointer(next) - place + 1
                place = UnsafeRawPointer(next) + 1
            }
            return false
        }
    }
}
