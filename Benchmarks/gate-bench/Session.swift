import FoundationEssentials
import Glibc

/// The conversation with the driver: a command a line in, a line of JSON out, until the input ends.
///
/// Commands are `facts` and `round N`. The peers in Benchmarks/peers speak the same.
enum Session {
    static func run(_ bench: some Bench) throws {
        while let line = readLine() {
            let words = line.split(separator: " ")
            if words == ["facts"] {
                try answer(bench.facts())
            } else if words.count == 2, words[0] == "round", let repetitions = Int(words[1]), repetitions > 0 {
                try answer(bench.round(repetitions))
            } else {
                throw BenchError("a command is `facts` or `round N`, this is (\(line))")
            }
        }
    }

    /// Says why nothing can be measured, and ends the process.
    static func complain(_ error: any Error) -> Never {
        let message = Array("gate-bench: \(error)\n".utf8)
        // Nobody is left to tell when even this fails.
        _ = write(STDERR_FILENO, message, message.count)
        exit(1)
    }

    private static func answer(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
        // The driver waits for the line.
        fflush(nil)
    }
}
