import ChangeDetection
import Git

/// The report that CI tools read test results from: a test case for each module.
///
/// The elements are those that Jenkins and GitLab read: https://github.com/testmoapp/junitxml
struct JUnitReport: Sendable {
    private let report: ChangesReport

    init(_ report: ChangesReport) {
        self.report = report
    }

    var text: String {
        let summary = report.summary
        let modules = report.result.modules
        let name = report.matrix.command.command
        let time = Self.seconds(modules.map(\.duration).reduce(.zero, +))
        let counts =
            #"tests="\#(modules.count + summary.leftOut)" failures="\#(summary.failed)" errors="\#(summary.leftOut)" "#
            + #"skipped="\#(summary.notStarted)" time="\#(time)""#
        let cases = modules.map(testCase) + report.matrix.leftOut.map(testCase)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="\(name)" \(counts)>
            <testsuite name="\(name)" \(counts)>
            \(cases.joined(separator: "\n"))
            </testsuite>
            </testsuites>

            """
    }

    private func testCase(_ module: ModuleResult) -> String {
        let path = Self.escaped(module.job.folder.text)
        let head =
            #"<testcase classname="\#(Self.escaped(module.job.account))" name="\#(path)" time="\#(Self.seconds(module.duration))">"#
        let message = Self.escaped(module.description)
        let output = Self.escaped(String((module.log?.plain ?? "").suffix(Self.mostCharacters)))
        switch module.state {
        case .succeeded: return "\(head)<system-out>\(output)</system-out></testcase>"
        case .failed: return "\(head)<failure message=\"\(message)\">\(output)</failure></testcase>"
        case .notStarted: return "\(head)<skipped message=\"\(message)\"/></testcase>"
        }
    }

    private func testCase(_ leftOut: ChangeMatrix.LeftOut) -> String {
        let message = Self.escaped(leftOut.message)
        let path = Self.escaped(leftOut.path)
        return #"<testcase classname="left out" name="\#(path)" time="0.000"><error message="\#(message)"/></testcase>"#
    }

    /// Enough to see what failed; GitLab shows no more of it than this anyway.
    static let mostCharacters = 100_000

    private static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return "\(seconds).\(String(1000 + milliseconds).dropFirst())"
    }

    /// A text inside XML; characters that XML 1.0 has not are left out.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                if isAllowed { escaped.unicodeScalars.append(scalar) }
            }
        }
    }
}
