import GRDB
import RunProtocol
import SystemPackage

/// The run records of this machine, in SQLite.
///
/// A record is written when the run is asked for and once more when it has ended. What lies between is read off the
/// files of the run, so a crash at any point leaves nothing that would have to be put right first.
struct RunStore: Sendable {
    private let database: DatabaseQueue

    /// Opens the records, and makes them where there are none.
    ///
    /// - Throws: `StateUnusable` (69).
    init(_ path: FilePath) throws(RunnerError) {
        do {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(10)
            configuration.label = "runs"
            // SQLite lets two processes at a fresh database run into each other: neither the change of its journal nor the
            // look at which tables there are waits for the other.
            let turn = try FileLock.take(FilePath(path.string + "-open"), whenHeld: .wait)
            defer { try? turn.close() }
            database = try DatabaseQueue(path: path.string, configuration: configuration)
            try Self.migrator.migrate(database)
        } catch {
            throw StateFailure.error(path, error)
        }
    }

    /// Adds the record of a run, unless one with its client token is there: then that one is the run.
    func add(_ record: RunRecord) async throws(RunnerError) -> RunRecord {
        try await perform { database in
            if let token = record.clientToken,
                let earlier = try RunRecord.filter(Column("clientToken") == token).fetchOne(database)
            {
                return earlier
            }
            try record.insert(database)
            return record
        }
    }

    /// The record of a run.
    func record(of run: RunID) async throws(RunnerError) -> RunRecord? {
        try await perform { try RunRecord.fetchOne($0, key: run.description) }
    }

    /// Changes the record of a run in one transaction; a run without a record is left alone.
    func update(_ run: RunID, _ change: @escaping @Sendable (inout RunRecord) -> Void) async throws(RunnerError) {
        try await perform { database in
            guard var record = try RunRecord.fetchOne(database, key: run.description) else { return }
            change(&record)
            try record.update(database)
        }
    }

    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(RunnerError) -> Value {
        do {
            return try await database.write(body)
        } catch {
            throw StateFailure.error(FilePath(database.path), error)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("runs") { database in
            try database.create(table: RunRecord.databaseTableName) { table in
                table.primaryKey("id", .text)
                table.column("clientToken", .text).unique()
                table.column("container", .text).notNull()
                table.column("script", .text).notNull()
                table.column("argv", .text).notNull()
                table.column("caller", .text).notNull()
                table.column("startedAt", .integer).notNull()
                table.column("endedAt", .integer)
                table.column("outcome", .text)
                table.column("facts", .text).notNull()
                table.column("detail", .text)
            }
        }
        return migrator
    }
}
