import Foundation
import RunProtocol
import Testing

@testable import LambdaRuntime

@Suite struct FunctionErrorReportTests {
    @Test(arguments: [
        "", "two\nlines\r\t", "\"\\/\u{8}\u{C}", "\u{0}\u{1F}\u{7F}\u{85}\u{2028}\u{202E}", "é 😀 \u{301}", "}]\",",
    ])
    func `any text becomes JSON and comes back`(text: String) throws {
        var error = RunnerError(.refused, "X", text, hint: text)
        error.cause = text
        error.rule = text
        let report = FunctionErrorReport(error)
        #expect(RunnerError(wire: report.body) == error)
        let fields = try JSONSerialization.jsonObject(with: Data(report.body)) as? [String: Any]
        #expect(fields?["errorMessage"] as? String == text)
    }

    @Test(arguments: [
        ("Ab", "Function.Ab"), ("", "Function.Unknown"), ("a b", "Function.Unknown"), ("a\r\nb", "Function.Unknown"),
    ])
    func `the type is a word that a header can hold`(type: String, header: String) {
        #expect(FunctionErrorReport(RunnerError(.usage, type, "x")).type == header)
    }

    @Test func `an error that is larger than Lambda takes is cut, and says so`() throws {
        let long = String(repeating: "é", count: 4 << 20)
        let report = FunctionErrorReport(RunnerError(.usage, "X", long).caused(by: long))
        #expect(report.body.count < 1 << 20)
        let message = try #require(RunnerError(wire: report.body)?.message)
        #expect(message.hasSuffix("… (8388608 bytes)"))
    }

    @Test func `an error of another kind is named by its type`() {
        struct Odd: Error {}
        let error = FunctionErrorReport.error(Odd())
        #expect(error.errorType == "Odd")
        #expect(error.message == "the function failed: Odd()")
        #expect(FunctionErrorReport.error(RunnerError(.usage, "X", "x")) == RunnerError(.usage, "X", "x"))
    }
}
