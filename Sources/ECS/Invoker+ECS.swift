import AWS
import Gatekeeper
public import Invoker
public import RunProtocol

extension Invoker {
    /// Lends an invoker whose tasks run on ECS, made from a function's environment, or the reason why there is none.
    ///
    /// - Parameters:
    ///   - environment: holds the configuration, or where it lies, and the settings and credentials of AWS.
    ///   - now: the time of day.
    ///   - report: takes what went wrong beside a call that succeeded, for the host's own log.
    ///   - body: what to do with it; the connections to AWS are closed when it returns.
    /// - Returns: what `body` returns.
    public static func withECS<Value>(
        environment: [String: String],
        now: @escaping @Sendable () -> Timestamp,
        report: @escaping @Sendable (RunnerError) -> Void,
        _ body: (Result<Invoker, RunnerError>) async -> Value
    ) async -> Value {
        let failure: RunnerError
        do {
            let loaded = try FunctionConfiguration.load(environment: environment)
            let section = ECSConfiguration.read(loaded.configuration.ecsNode, for: loaded.configuration.containers)
            guard let ecs = section.configuration else { throw loaded.refusal(section.findings) }
            return try await AWSSession.with(region: nil, environment: environment) { session in
                let engine = ECSEngine(ecs, session, now: now, report: report)
                return await body(.success(Invoker(Gatekeeper(loaded.configuration), engine, now: now)))
            }
        } catch let error as RunnerError {
            failure = error
        } catch let error as AWSError {
            failure = error.runnerError(.unavailable, "NoSession", "the function cannot call AWS")
        } catch {
            failure = RunnerError(.unavailable, "NoSession", "the function cannot call AWS").caused(by: "\(error)")
        }
        return await body(.failure(failure))
    }
}
