/// What a program left behind.
public struct CommandResult: Sendable, Hashable {
    /// How it ended.
    public var ending: ProcessEnding
    /// Its standard output, up to the limit that was asked for.
    public var output: [UInt8]
    /// Its standard error, up to the limit that was asked for.
    public var errors: [UInt8]

    /// Whether it exited with 0.
    public var succeeded: Bool { ending == .exited(0) }

    /// Its standard output as text, without the white space at its end.
    public var outputText: String { Self.text(output) }

    /// Its standard error as text, without the white space at its end.
    public var errorText: String { Self.text(errors) }

    private static func text(_ bytes: [UInt8]) -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let end = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(decoding: bytes[...end], as: UTF8.self)
    }
}

extension CommandResult: CustomStringConvertible {
    /// How it ended and how much it said: what it said may hold a secret.
    public var description: String {
        "\(ending), with \(output.count) bytes of output and \(errors.count) bytes of errors"
    }
}

/// How a process ended.
public enum ProcessEnding: Sendable, Hashable {
    /// By itself, with this code.
    case exited(Int32)
    /// By this signal.
    case killed(signal: Int32)
}

extension ProcessEnding: CustomStringConvertible {
    /// `exited with code 2`, `was killed by signal 9`.
    public var description: String {
        switch self {
        case .exited(let code): "exited with code \(code)"
        case .killed(let signal): "was killed by signal \(signal)"
        }
    }
}
