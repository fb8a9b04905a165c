import ECS
import FoundationEssentials
import Glibc
public import Invoker
public import LambdaRuntime
import RunProtocol

/// The invoker as a Lambda function: between Lambda's runtime interface and the engine on ECS.
@main
struct InvokerProgram {
    static func main() async {
        let environment = ProcessInfo.processInfo.environment
        let now = { @Sendable in Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        let journal = Journal.ofFunction(environment: environment, now: now)
        do throws(RunnerError) {
            let runtime = try LambdaRuntime(environment: environment) { journal.note($0, call: $1) }
            let report = { @Sendable in journal.note($0, call: nil) }
            let status = await Invoker.withECS(environment: environment, now: now, report: report) { invoker in
                let function = InvokerFunction(invoker, journal: journal, clock: ContinuousClock())
                return await runtime.run { invocation, answer in
                    let call = FunctionCall(requestID: invocation.requestID, deadline: invocation.deadline, now: now())
                    try await function.call(invocation.payload, call, to: answer)
                }
            }
            exit(status)
        } catch {
            journal.note(error, call: nil)
            exit(error.code.rawValue)
        }
    }
}

extension LambdaAnswer: FunctionAnswer {}
