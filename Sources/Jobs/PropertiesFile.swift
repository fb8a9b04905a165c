import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// A file of `KEY=VALUE` lines in which a job leaves its result for the next step: `--output-properties-file`.
///
/// A key that is there already gets the new value where it stands, a new one is added at the end, and every other line
/// stays byte for byte: several builds of one pipeline may share a file. Values are escaped as in Java's properties files,
/// which leaves identifiers of artifacts as they are, so that a shell can read them as well.
struct PropertiesFile: Sendable {
    private let path: FilePath

    /// Names a file, and finds out whether it can be written; nothing is written yet.
    ///
    /// - Parameters:
    ///   - text: the path as it was given.
    ///   - folder: where a relative one begins.
    /// - Throws: `PropertiesFileUnwritable` (64).
    init(_ text: String, in folder: FilePath) throws(RunnerError) {
        path = folder.pushing(FilePath(text))
        let place = path.removingLastComponent()
        guard (try? place.stat())?.type == .directory else { throw unwritable("there is no folder \(place)") }
        if let entry = try? path.stat(followTargetSymlink: false), entry.type != .regular {
            throw unwritable("what is there is no file")
        }
        _ = try lines()
        // Only an attempt tells: permissions say nothing of a file system that takes no files.
        try withDraft([]) { _ in }
    }

    /// Sets a key, in one step: a reader finds the file as it was, or as it is then.
    ///
    /// - Parameters:
    ///   - key: letters, digits, dots, dashes and underscores.
    ///   - value: any text.
    /// - Throws: `PropertiesFileUnwritable` (64).
    func set(_ key: String, to value: String) throws(RunnerError) {
        let line = Array("\(key)=\(Self.escaped(value))".utf8)
        var lines = try lines()
        let place = lines.firstIndex { Self.key(of: $0) == key } ?? lines.endIndex
        // Of two lines with one key a reader takes the last: an older one must not stay behind this one.
        lines.removeAll { Self.key(of: $0) == key }
        lines.insert(line, at: place)
        try withDraft(lines.flatMap { $0 + [Self.newline] }) { draft in
            guard rename(draft.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        }
    }

    /// Writes a file beside this one, and removes what is still there of it after the body.
    private func withDraft(_ bytes: [UInt8], _ body: (FilePath) throws -> Void) throws(RunnerError) {
        let draft = FilePath("\(path).\(getpid())")
        defer { Folder.remove(draft) }
        do {
            // A file that others share may hold what not everybody shall read.
            let present = try? path.stat(followTargetSymlink: false)
            let permissions = present?.permissions ?? [.ownerReadWrite, .groupRead, .otherRead]
            try Folder.write(bytes, to: draft, permissions: permissions)
            try body(draft)
        } catch {
            throw unwritable("\(error)")
        }
    }

    private func lines() throws(RunnerError) -> [[UInt8]] {
        guard access(path.string, F_OK) == 0 else { return [] }
        do {
            guard let bytes = try Folder.read(path, limit: 1 << 20) else { throw unwritable("it is larger than 1 MiB") }
            var lines = bytes.split(separator: Self.newline, omittingEmptySubsequences: false).map(Array.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return lines
        } catch let error as RunnerError {
            throw error
        } catch {
            throw unwritable("\(error)")
        }
    }

    private static let newline = UInt8(ascii: "\n")

    private static func key(of line: [UInt8]) -> String {
        let key = line.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") }
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        return String(decoding: key.drop(while: isBlank).reversed().drop(while: isBlank).reversed(), as: UTF8.self)
    }

    // https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html#load-java.io.Reader-
    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0C}": text += "\\f"
            case " " where text.isEmpty: text += "\\ "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func unwritable(_ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "PropertiesFileUnwritable",
            "the properties file \(Shown.text(path.string)) cannot be written",
            hint: "name a file in a folder that is there and that the job may write to"
        ).caused(by: cause)
    }
}
