import RunProtocol
import Supervision

/// Calls of AWS's own client for Python, against a stand-in.
public enum Boto3 {
    /// Evaluates an expression of a client's methods and answers its text.
    ///
    /// - Parameters:
    ///   - service: `ec2`.
    ///   - expression: what follows `client.`.
    ///   - url: where the stand-in serves.
    ///   - region: the client's region.
    /// - Returns: the expression's value as text.
    /// - Throws: what Python said when it failed.
    public static func evaluate(
        _ service: String,
        _ expression: String,
        at url: String,
        region: String
    ) async throws -> String {
        let program = """
            import boto3
            client = boto3.client("\(service)", region_name="\(region)", endpoint_url="\(url)",
                aws_access_key_id="test", aws_secret_access_key="test")
            print(client.\(expression))
            """
        let result = try await Command(PythonPeer.python, ["-c", program], environment: ["PATH": "/usr/bin:/bin"])
            .capture()
        guard result.succeeded else {
            throw RunnerError(.unavailable, "FixtureFailed", "boto3 \(expression): \(result.errorText)")
        }
        return result.outputText
    }
}
