import RunProtocol
import Testing

@testable import Invoker

@Suite struct FunctionCallTests {
    @Test(arguments: [(900, 880), (60, 40), (40, 20), (30, 15), (3, 2), (1, 1), (0, 1), (-5, 1)])
    func `a log pauses before the call's deadline`(left: Int64, seconds: Int) {
        let call = FunctionCall(
            requestID: "id",
            deadline: Timestamp(milliseconds: 1_800_000_000_000 + left * 1000),
            now: Timestamp(milliseconds: 1_800_000_000_000)
        )
        #expect(call.requestID == "id")
        #expect(call.limits == LogLimits(seconds: seconds, bytes: 190_000_000))
    }
}
