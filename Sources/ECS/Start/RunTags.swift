import Gatekeeper
import Invoker
import RunProtocol

/// The tags that a task carries: what it runs and for whom.
///
/// A stop adds its own (`StopRequest.tags`), and so does a client that is there (`RunLease.tag`). They are made from the request alone, without the time: two requests with one client token must be one request to AWS.
enum RunTags {
    static let run = "deploy-runner:run-id"
    static let container = "deploy-runner:container"
    static let script = "deploy-runner:script"
    static let attendance = "deploy-runner:attendance"
    static let abandonAfter = "deploy-runner:abandon-after"
    static let callerPrefix = "deploy-runner:caller-"

    /// A resource can have 50 tags; two places are kept for the stop, and one for the lease.
    static let most = 47

    /// The tags of a task that is about to start.
    ///
    /// A caller that says more of itself than there is room for loses the last of it, in the order of the names.
    static func of(_ job: ApprovedJob, _ run: NewRun, as id: RunID, _ lease: RunLease?) -> [String: String] {
        var tags = [
            Self.run: id.description,
            container: value(job.container.string),
            script: value(job.script.string),
            attendance: run.attendance.rawValue,
        ]
        if let lease { tags[abandonAfter] = "\(lease.seconds)" }
        for (name, text) in run.caller.sorted(by: { $0.key < $1.key }) where tags.count < most {
            let key = key(callerPrefix + name)
            if tags[key] == nil { tags[key] = value(text) }
        }
        return tags
    }

    /// A text as the value of a tag: AWS takes letters, digits, spaces and `+-=._:/@`, 256 of them at most.
    static func value(_ text: String) -> String { clean(text, longest: 256) }

    private static func key(_ text: String) -> String { clean(text, longest: 128) }

    /// Non-ASCII letters are replaced, too: which of them AWS takes differs from service to service.
    private static func clean(_ text: String, longest: Int) -> String {
        String(decoding: text.utf8.prefix(longest).map { isAllowed($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: " +-=._:/@".utf8.contains(byte)
        }
    }
}
