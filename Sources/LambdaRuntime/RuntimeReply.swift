import NIOHTTP1
import RunProtocol

/// What Lambda's runtime interface answered to a request.
struct RuntimeReply: Sendable {
    var status: Int
    var headers: HTTPHeaders = [:]
    var body: [UInt8] = []

    /// An answer that the documentation does not foresee, as an error that shows it.
    func surprise(to question: String) -> RunnerError {
        let text = String(decoding: body.prefix(300), as: UTF8.self)
        return RunnerError(
            .unavailable,
            "RuntimeInterfaceFailed",
            "Lambda's runtime interface answered \(question) with status \(status)"
        ).caused(by: text.debugDescription)
    }
}
