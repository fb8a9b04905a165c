/// Where the bytes of a streamed answer are between their writer and the HTTP client that reads them.
///
/// One chunk at a time: a writer goes on when its reader has come back for more, so that whoever is slower holds the
/// other one back. A pure value; who waits is known by a token, which in earnest is a continuation.
struct BodyPipeState<Chunk, Writer, Reader> {
    private var place = Place.idle

    private enum Place {
        case idle
        case readerWaits(Reader)
        case chunkWaits(Chunk, Writer)
        /// The reader has the chunk and is busy with it.
        case inFlight(Writer)
        case ended(BodyPipeFailure?)
        case abandoned(BodyPipeFailure)
    }

    /// Who goes on, and with what.
    enum Move {
        case write(Writer, BodyPipeFailure?)
        case give(Reader, Chunk)
        case end(Reader, BodyPipeFailure?)
    }

    /// A writer brings a chunk.
    mutating func write(_ chunk: Chunk, _ writer: Writer) -> Move? {
        switch place {
        case .idle:
            place = .chunkWaits(chunk, writer)
            return nil
        case .readerWaits(let reader):
            place = .inFlight(writer)
            return .give(reader, chunk)
        case .chunkWaits, .inFlight: return .write(writer, .concurrentWrite)
        case .ended: return .write(writer, .writtenAfterEnd)
        case .abandoned(let failure): return .write(writer, failure)
        }
    }

    /// The reader comes for a chunk.
    mutating func read(_ reader: Reader) -> [Move] {
        switch place {
        case .idle:
            place = .readerWaits(reader)
            return []
        case .chunkWaits(let chunk, let writer):
            place = .inFlight(writer)
            return [.give(reader, chunk)]
        case .inFlight(let writer):
            place = .readerWaits(reader)
            return [.write(writer, nil)]
        case .readerWaits: return [.end(reader, .concurrentRead)]
        case .ended(let failure): return [.end(reader, failure)]
        case .abandoned(let failure): return [.end(reader, failure)]
        }
    }

    /// The writer has written everything, or breaks off with a failure.
    mutating func end(_ failure: BodyPipeFailure?) -> Move? {
        switch place {
        case .idle:
            place = .ended(failure)
            return nil
        case .readerWaits(let reader):
            place = .ended(failure)
            return .end(reader, failure)
        case .chunkWaits(_, let writer), .inFlight(let writer):
            place = .ended(failure)
            return .write(writer, .writtenAfterEnd)
        case .ended, .abandoned: return nil
        }
    }

    /// The reader is gone.
    mutating func abandon(_ failure: BodyPipeFailure) -> Move? {
        let before = place
        place = .abandoned(failure)
        switch before {
        case .idle: return nil
        case .readerWaits(let reader): return .end(reader, failure)
        case .chunkWaits(_, let writer), .inFlight(let writer): return .write(writer, failure)
        case .ended, .abandoned:
            place = before
            return nil
        }
    }
}

/// Why a chunk did not pass.
enum BodyPipeFailure: Error, Hashable, Sendable {
    /// A write began while another was on its way.
    case concurrentWrite
    /// A read began while another waited.
    case concurrentRead
    /// A write came after the end.
    case writtenAfterEnd
    /// The function failed in the middle of its answer.
    case brokenOff
    /// Whoever read the answer is gone.
    case readerGone
}
