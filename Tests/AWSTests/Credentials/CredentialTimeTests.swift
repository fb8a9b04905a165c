import RunProtocol
import Testing

@testable import AWS

@Suite struct CredentialTimeTests {
    @Test(arguments: [
        "2026-01-02T03:04:05Z", "2026-01-02T03:04:05UTC", "2026-01-02T03:04:05+00:00", "2026-01-02T05:04:05+02:00",
        "2026-01-02T03:04:05.999Z", "2026-01-02T03:04:05.123456+00:00",
    ])
    func `the sources' forms of a time are read`(text: String) {
        #expect(CredentialTime(text)?.moment == Timestamp(milliseconds: 1_767_323_045_000))
    }

    @Test(arguments: ["", "2026-01-02", "2026-01-02T03:04:05", "tomorrow", "1767323045", "2026-01-02T03:04:05Z."])
    func `what is no time with a zone is refused`(text: String) {
        #expect(CredentialTime(text) == nil)
    }

    @Test func `a time is written in whole seconds`() {
        #expect(CredentialTime.text(Timestamp(milliseconds: 1_767_323_045_999)) == "2026-01-02T03:04:05Z")
    }
}
