// Measures the gate for Benchmarks/run, which drives it over its standard input; see `Session`.

import Gatekeeper

do {
    switch Array(CommandLine.arguments.dropFirst()) {
    case let arguments where arguments.count == 3 && arguments[0] == "decisions":
        let configuration = try InputFile.configuration(arguments[1])
        let requests = try InputFile.requests(arguments[2])
        try Session.run(DecisionBench(configuration, requests))
    case let arguments where arguments.count == 2 && arguments[0] == "patterns":
        let configuration = try InputFile.configuration(arguments[1])
        try Session.run(PatternBench(AdversarialCase.all(configuration)))
    default:
        throw BenchError("usage: gate-bench decisions CONFIGURATION REQUESTS | gate-bench patterns CONFIGURATION")
    }
} catch {
    Session.complain(error)
}
