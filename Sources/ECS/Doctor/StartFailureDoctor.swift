/// Finds out what kept a task from running, by what AWS says about it.
///
/// AWS says it in prose, which differs between platform versions and is cut off at a few hundred characters; so a class
/// is recognised by a few words that have stayed, and `Tests/ECSTests` holds a table of real reasons. What is not
/// recognised is shown as it came.
enum StartFailureDoctor {
    /// The most probable class, with the statement that shows it.
    static func diagnose(_ symptoms: Symptoms) -> Diagnosis {
        let statements = symptoms.statements
        for statement in statements {
            let ailment = ailment(inFailure: statement) ?? ailment(in: statement.lowercased())
            if let ailment { return Diagnosis(ailment: ailment, evidence: statement) }
        }
        let evidence = statements.isEmpty ? nil : statements.joined(separator: "; ")
        if let ailment = ailment(of: symptoms.stopCode) {
            return Diagnosis(ailment: ailment, evidence: evidence ?? symptoms.stopCode ?? "")
        }
        if let code = symptoms.exitCode {
            return Diagnosis(ailment: .containerExited, evidence: evidence ?? "exit code \(code)")
        }
        return Diagnosis(ailment: .unrecognised, evidence: evidence ?? "ECS gave no reason")
    }

    /// The class of a statement of ECS or of the services that it calls.
    private static func ailment(in text: String) -> Ailment? {
        Sign.all.first { $0.isSeen(in: text) }?.ailment
    }

    /// RunTask answers with codes where it cannot place a task.
    private static func ailment(inFailure statement: String) -> Ailment? {
        let code = statement.split(separator: ":", maxSplits: 1).first ?? ""
        return switch code {
        case "RESOURCE": .noFittingInstance
        case "AGENT": .agentDisconnected
        case "ATTRIBUTE", "LOCATION": .definitionUnusable
        case "MISSING", "INACTIVE": .clusterUnusable
        default: nil
        }
    }

    private static func ailment(of stopCode: String?) -> Ailment? {
        switch stopCode {
        case "SpotInterruption", "TerminationNotice": .spotInterrupted
        case "UserInitiated": .stoppedByUser
        case "ServiceSchedulerInitiated": .stoppedByScheduler
        default: nil
        }
    }
}
