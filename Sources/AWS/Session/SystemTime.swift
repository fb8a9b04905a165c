import FoundationEssentials
import RunProtocol

/// The one place of this room that looks at the machine's clock.
enum SystemTime {
    @Sendable static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }
}
