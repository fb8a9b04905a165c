import Foundation
import Glibc
import RunProtocol
import SystemPackage

/// The CLI `infrastructure-deployer`.
public enum Deployer {
    /// Runs the command line of this process.
    ///
    /// - Returns: the code to exit with (DESIGN D10).
    public static func main() async -> Int32 {
        // A reader that goes away is an error of the write, to be dealt with; not the end of a run's client.
        signal(SIGPIPE, SIG_IGN)
        let context = CommandContext.ofThisProcess()
        do {
            return await Program.run(try ProcessArguments.all(), in: context)
        } catch {
            return await Complaint(error, []).report(in: context)
        }
    }
}
