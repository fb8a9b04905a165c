import Glibc
public import RunProtocol
public import SystemPackage

/// Where this machine keeps its runs: `deploy-runner` under the XDG state directory (DESIGN D15).
///
///     runs.sqlite        the run records
///     runs.sqlite-open   locked while somebody opens them
///     runs/RUN/log       the task's log, append-only
///     runs/RUN/host.log  what the task's host said; locked while the host lives
///     runs/RUN/control   takes messages for the host while it lives
///     runs/RUN/work      the task's private folder; gone when it ended
public struct StateDirectory: Hashable, Sendable {
    /// The folder.
    public let path: FilePath

    /// A state directory that lies here.
    public init(_ path: FilePath) {
        self.path = path
    }

    /// The one of the user: `$XDG_STATE_HOME/deploy-runner`, else `~/.local/state/deploy-runner`.
    ///
    /// - Throws: `NoStateDirectory` (64) when neither variable holds an absolute path.
    public init(environment: [String: String]) throws(RunnerError) {
        if let state = environment["XDG_STATE_HOME"], FilePath(state).isAbsolute {
            path = FilePath(state).appending("deploy-runner")
        } else if let home = environment["HOME"], FilePath(home).isAbsolute {
            path = FilePath(home).appending(".local/state/deploy-runner")
        } else {
            throw RunnerError(
                .usage,
                "NoStateDirectory",
                "there is no place for the runs: neither XDG_STATE_HOME nor HOME is an absolute path",
                hint: "set XDG_STATE_HOME to a folder that may be written"
            )
        }
    }

    /// The database of the run records.
    var database: FilePath { path.appending("runs.sqlite") }

    /// The folder of one run.
    func folder(of run: RunID) -> RunFolder {
        RunFolder(path: path.appending("runs").appending(run.description))
    }
}

/// The files of one run.
struct RunFolder: Hashable, Sendable {
    let path: FilePath

    var log: FilePath { path.appending("log") }
    var hostLog: FilePath { path.appending("host.log") }
    var control: FilePath { path.appending("control") }
    var work: FilePath { path.appending("work") }
    /// What the sandbox program itself complained about.
    var sandboxErrors: FilePath { path.appending("sandbox.err") }
    /// The accounts that the task sees.
    var passwd: FilePath { path.appending("passwd") }
    /// Says that the task was asked to stop.
    var stopping: FilePath { path.appending("stopping") }
    /// Wakes readers when the record of the run is final.
    var ended: FilePath { path.appending("ended") }
}
