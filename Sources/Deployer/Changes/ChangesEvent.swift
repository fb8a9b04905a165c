import ChangeDetection
import Git
import RunProtocol

/// What happens while a change is run, as programs read it: one JSON object a line.
enum ChangesEvent: Encodable, Sendable {
    case started(Started)
    case finished(Finished)

    struct Started: Encodable, Sendable {
        let path: String
        let runID: RunID

        private enum CodingKeys: String, CodingKey {
            case path
            case runID = "run_id"
        }
    }

    struct Finished: Encodable, Sendable {
        let path: String
        let state: String
        let exit: Int32?
        let milliseconds: Int64
        let runID: RunID?
        let changes: PlanFigures?

        init(_ result: ModuleResult) {
            path = result.job.folder.text
            state = result.word
            exit = result.exitCode
            let (seconds, attoseconds) = result.duration.components
            milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
            runID = result.run
            changes = result.figures
        }

        private enum CodingKeys: String, CodingKey {
            case path, state, exit, milliseconds
            case runID = "run_id"
            case changes
        }
    }

    private enum CodingKeys: String, CodingKey {
        case started
        case finished
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .started(let started): try container.encode(started, forKey: .started)
        case .finished(let finished): try container.encode(finished, forKey: .finished)
        }
    }
}
