import RunProtocol

/// What ECS tells a container about the task that it is in.
///
/// Source: "Amazon ECS task metadata endpoint version 4" in the ECS developer guides; only what is used is read.
public struct TaskMetadata: Hashable, Sendable {
    /// The task.
    public let taskARN: String
    /// The cluster's ARN or name, as ECS gives it.
    public let cluster: String

    /// The region that the task runs in, as its ARN says.
    public var region: String? {
        let parts = taskARN.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 3 && !parts[3].isEmpty ? String(parts[3]) : nil
    }

    /// The variable that ECS gives every container.
    public static let variable = "ECS_CONTAINER_METADATA_URI_V4"

    /// Asks the endpoint, which answers within the machine.
    ///
    /// - Parameter uri: the value of `variable`.
    /// - Returns: the task that this process is in.
    /// - Throws: `AWSError`: `.validation` for a URI that is none, `.network`, `.timeout`, `.malformedAnswer`.
    public static func read(_ uri: String) async throws -> TaskMetadata {
        guard let url = HTTPURL(uri) else { throw failure(.validation, "\(variable) is not the address of a server") }
        var request = HTTPRequest("GET", url.appending("task"))
        request.timeouts = HTTPTimeouts(answer: .seconds(2), idle: .seconds(2))
        return try await AsyncHTTPTransport.with(NetworkSettings()) { transport in
            let answer: HTTPResponse
            do throws(HTTPFailure) {
                answer = try await transport.send(request, limit: 1 << 20)
            } catch {
                throw AWSError(error, service: service, operation: operation)
            }
            guard answer.isSuccess, let task = try? JSON.decode(Task.self, from: answer.body) else {
                let message = "the endpoint answered \(answer.status), and nothing that describes a task"
                throw failure(.malformedAnswer, message)
            }
            return TaskMetadata(taskARN: task.arn, cluster: task.cluster)
        }
    }

    private struct Task: Decodable {
        let arn: String
        let cluster: String

        private enum CodingKeys: String, CodingKey {
            case arn = "TaskARN"
            case cluster = "Cluster"
        }
    }

    private static let service = "ecs"
    private static let operation = "TaskMetadata"

    private static func failure(_ kind: AWSError.Kind, _ message: String) -> AWSError {
        AWSError(kind, service: service, operation: operation, message: message)
    }
}
