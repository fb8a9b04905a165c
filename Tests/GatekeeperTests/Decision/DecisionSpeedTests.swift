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

    private func microseconds(_ gate: Gatekeeper, _ arguments: [ByteString], rounds: Int) -> Double {
        let request = JobRequest(
            container: "terraform-applier",
            script: "infrastructure-deploy-script",
            arguments: arguments
        )
        var approved = 0
        let elapsed = ContinuousClock().measure {
            for _ in 0..<rounds where gate.decide(request).job != nil { approved += 1 }
        }
        return elapsed / .microseconds(rounds)
    }

    @Test func `a decision with the standard configuration takes microseconds`() throws {
        let gate = try Fixtures.gate()
        #expect(gate.decide("terraform-applier", "infrastructure-deploy-script", Self.arguments).job != nil)
        let best = (0..<5).map { _ in microseconds(gate, Self.arguments, rounds: 200) }.min() ?? .infinity
        // Unoptimised builds take some thirty times as long as optimised ones, and test machines are busy.
        #expect(best < 5_000)
    }

    @Test func `time grows with the length of an argument and no faster`() throws {
        let gate = try Fixtures.gate()
        func time(_ bytes: Int) -> Double {
            let path = ByteString(String(repeating: "a/", count: bytes / 2))
            return (0..<5).map { _ in microseconds(gate, ["--deploy-path", path], rounds: 20) }.min() ?? .infinity
        }
        let (short, long) = (time(4_000), time(16_000))
        #expect(long < 8 * short, "\(short) µs for 4 kB, \(long) µs for 16 kB")
    }
}
