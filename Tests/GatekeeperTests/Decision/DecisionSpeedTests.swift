import Fixtures
import Gatekeeper
import Testing

/// A sanity check with a wide margin; `make bench` measures against the budget.
@Suite struct DecisionSpeedTests {
    private static let arguments: [ByteString] = [
        "--repo", "https://github.com/acme/live.git", "--ref", "refs/heads/main", "--binary", "terragrunt", "--command",
        "apply",
        "--command-args", "-destroy -var-file common.tfvars --terragrunt-log-level debug", "--deploy-path",
        "prod/eu-west-1/vpc",
        "--force-https", "true", "--apply-ref-for-destroy", "origin/main",
    ]

    private func time(_ gate: Gatekeeper, _ arguments: [ByteString]) -> Duration {
        let request = JobRequest(
            container: "terraform-applier",
            script: "infrastructure-deploy-script",
            arguments: arguments
        )
        return ProcessorTime.measure { _ = gate.decide(request) }
    }

    @Test func `a decision with the standard configuration takes microseconds`() throws {
        let gate = try Fixtures.gate()
        #expect(gate.decide("terraform-applier", "infrastructure-deploy-script", Self.arguments).job != nil)
        let best = (0..<200).map { _ in time(gate, Self.arguments) }.min()
        // Unoptimised builds take some thirty times as long as optimised ones, and test machines are busy.
        #expect(try #require(best) < .milliseconds(5))
    }

    @Test func `time grows with the length of an argument and no faster`() throws {
        let gate = try Fixtures.gate()
        let (short, long) = (Self.path(4_000), Self.path(16_000))
        // The shortest of many runs, taken in turn, is free of what else the machine does.
        var best = (short: Duration.seconds(3600), long: Duration.seconds(3600))
        for round in 1...200 {
            best.short = min(best.short, time(gate, short))
            best.long = min(best.long, time(gate, long))
            if round >= 20, best.long <= best.short * 5 { break }
        }
        // Four times the length; quadratic time would be sixteen times as long.
        #expect(best.long < best.short * 8, "\(best)")
    }

    private static func path(_ bytes: Int) -> [ByteString] {
        ["--deploy-path", ByteString(String(repeating: "a/", count: bytes / 2))]
    }
}
