import Dispatch
import Glibc
import RunProtocol
import Supervision
import Synchronization
import SystemPackage

/// Hears of the secrets that a job comes to know while it runs, and keeps them out of its log.
///
/// They come through a socket, so none ever lies in a file, and each is answered when it is hidden: what the job prints
/// after that cannot show it.
final class SecretListener: Sendable {
    /// Where the job connects to; its folder is the listener's own.
    let path: FilePath
    private let socket: FileDescriptor
    private let ended: AsyncStream<Never>

    /// Names the place for the job.
    static let variable = "DEPLOY_RUNNER_SECRETS"

    /// Makes the socket, in a folder of its own, and listens to it.
    ///
    /// - Parameters:
    ///   - base: the folder to make that folder in.
    ///   - log: what the secrets are kept out of.
    /// - Throws: `Errno`.
    init(in base: FilePath, hidingIn log: TaskLog) throws(Errno) {
        let folder = try Folder.makeTemporary(in: base, prefix: "secrets")
        path = folder.appending("socket")
        do {
            socket = try LocalSocket.listen(at: path)
        } catch {
            Folder.remove(folder)
            throw error
        }
        let (ended, announcement) = AsyncStream.makeStream(of: Never.self)
        self.ended = ended
        DispatchQueue(label: "secrets").async { [socket] in
            while let connection = LocalSocket.accept(socket) {
                Self.serve(connection, log)
                try? connection.close()
            }
            announcement.finish()
        }
    }

    /// Stops listening; called once, when the job is gone.
    func finish() async {
        shutdown(socket.rawValue, Int32(SHUT_RDWR))
        for await _ in ended {}
        try? socket.close()
        Folder.remove(path.removingLastComponent())
    }

    /// Takes one secret, up to the end of what the job writes.
    private static func serve(_ connection: FileDescriptor, _ log: TaskLog) {
        // A job that connects and says nothing must not keep the others waiting for ever.
        LocalSocket.limitWaiting(of: connection, seconds: 5)
        guard let secret = LocalSocket.readAll(connection, limit: longestSecret) else { return }
        do {
            try log.hide([secret])
        } catch {
            return log.note("a secret of the job is refused: \(error.message)")
        }
        _ = try? connection.writeAll([LocalSocket.acknowledgement])
    }

    /// More than Secrets Manager keeps in one secret.
    private static let longestSecret = 128 * 1024
}
