import FoundationEssentials
import Glibc
import Jobs
import RunProtocol

/// Everything that runs inside a task: the entrypoint and the job scripts, chosen by the name it is called by.
@main
struct DeployRunnerProgram {
    static func main() async {
        let runner = DeployRunner(environment: ProcessInfo.processInfo.environment) {
            Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        }
        exit(await runner.run(CommandLine.arguments))
    }
}
