import NIOHTTP1
import RunProtocol

extension LambdaInvocation {
    /// Reads a call from what Lambda answered to the question for work.
    ///
    /// - Throws: `InvocationUnreadable`, with the id of the call where it has one.
    init(_ reply: RuntimeReply) throws(InvocationUnreadable) {
        guard let requestID = reply.headers.first(name: "Lambda-Runtime-Aws-Request-Id") else {
            throw InvocationUnreadable(nil, "it names no request id")
        }
        // The id becomes a part of a path, and whoever sends it must not choose another.
        guard !requestID.isEmpty, requestID.utf8.allSatisfy(Self.isPartOfID) else {
            throw InvocationUnreadable(nil, "its request id is \(requestID.debugDescription)")
        }
        guard let text = reply.headers.first(name: "Lambda-Runtime-Deadline-Ms") else {
            throw InvocationUnreadable(requestID, "it has no deadline")
        }
        guard let deadline = Int64(text), deadline > 0 else {
            throw InvocationUnreadable(
                requestID,
                "its deadline is \(text.debugDescription), which is no time in milliseconds"
            )
        }
        self.init(requestID: requestID, payload: reply.body, deadline: Timestamp(milliseconds: deadline))
        functionARN = reply.headers.first(name: "Lambda-Runtime-Invoked-Function-Arn")
        traceID = reply.headers.first(name: "Lambda-Runtime-Trace-Id")
        clientContext = reply.headers.first(name: "Lambda-Runtime-Client-Context")
    }

    private static func isPartOfID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}

/// A call that Lambda did not describe as it documents.
struct InvocationUnreadable: Error {
    /// The call, when at least its id could be read: then it can be answered with the error.
    let requestID: String?
    let error: RunnerError

    init(_ requestID: String?, _ what: String) {
        self.requestID = requestID
        error = RunnerError(
            .unavailable,
            "InvocationUnreadable",
            "Lambda's runtime interface handed over a call that cannot be read: \(what)",
            hint: "try again; if it stays, it is a defect of the runtime interface or of this program"
        )
    }
}
