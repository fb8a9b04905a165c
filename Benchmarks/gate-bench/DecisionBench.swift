import Gatekeeper

/// One decision of the gate, for each request of a list.
struct DecisionBench: Bench {
    /// The rules that the requests were decided by, and the answers.
    struct Facts: Encodable {
        let rules: EncodableNode
        let answers: [DecisionAnswer]
    }

    private let gate: Gatekeeper
    private let requests: [JobRequest]

    init(_ configuration: Configuration, _ requests: [JobRequest]) {
        gate = Gatekeeper(configuration)
        self.requests = requests
    }

    func facts() -> Facts {
        Facts(
            rules: EncodableNode(gate.configuration.node),
            answers: requests.map { DecisionAnswer(gate.decide($0)) }
        )
    }

    func round(_ repetitions: Int) throws -> [Double] {
        try requests.map { request in
            let expected = gate.decide(request).job != nil
            return try Stopwatch.nanoseconds(repetitions) {
                // The look at the answer keeps the optimiser from leaving the decision out.
                guard (gate.decide(request).job != nil) == expected else {
                    throw BenchError("the gate contradicts itself about \(request)")
                }
            }
        }
    }
}
