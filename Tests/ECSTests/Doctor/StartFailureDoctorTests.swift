import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct StartFailureDoctorTests {
    private func diagnose(_ reason: String?, code: String? = "TaskFailedToStart") -> Diagnosis {
        var symptoms = Symptoms()
        symptoms.stopCode = code
        symptoms.stoppedReason = reason
        return StartFailureDoctor.diagnose(symptoms)
    }

    @Test(arguments: RealReasons.all.indices)
    func `a real reason is recognised`(index: Int) {
        let row = RealReasons.all[index]
        let diagnosis = diagnose(row.reason)
        #expect(diagnosis.ailment == row.ailment, "\(row.source)")
        #expect(diagnosis.evidence == row.reason)
        #expect(diagnosis.words == "\(diagnosis.cause) (\(row.reason))")
    }

    @Test func `the table is large, and knows most of what can go wrong`() {
        #expect(RealReasons.all.count >= 60)
        #expect(Set(RealReasons.all.map(\.reason)).count == RealReasons.all.count)
        #expect(Set(RealReasons.all.map(\.ailment)).count >= 30)
    }

    @Test func `a container's own reason tells more than the task's`() {
        var task = ECSTask.stopped(nil)
        task.containers[0].reason = "OutOfMemoryError: Container killed due to memory usage"
        #expect(StartFailureDoctor.diagnose(Symptoms(task, container: "planner")).ailment == .outOfMemory)
    }

    @Test func `the job's container tells more than others`() {
        var task = ECSTask.stopped(1)
        task.containers[0].reason = "OutOfMemoryError: Container killed due to memory usage"
        task.containers.insert(ECSContainer(name: "sidecar", reason: "CannotPullContainerError: x not found"), at: 0)
        let symptoms = Symptoms(task, container: "planner")
        #expect(StartFailureDoctor.diagnose(symptoms).ailment == .outOfMemory)
        #expect(symptoms.exitCode == 1)
    }

    @Test(arguments: [
        ("SpotInterruption", Ailment.spotInterrupted), ("TerminationNotice", .spotInterrupted),
        ("UserInitiated", .stoppedByUser), ("ServiceSchedulerInitiated", .stoppedByScheduler),
    ])
    func `a stop code is believed where the reason says nothing`(code: String, ailment: Ailment) {
        #expect(diagnose("something new", code: code).ailment == ailment)
        #expect(diagnose(nil, code: code).ailment == ailment)
    }

    @Test func `an unknown reason is shown as it came`() {
        let diagnosis = diagnose("FrobnicationError: the frobnicator is 7% off")
        #expect(diagnosis.ailment == .unrecognised && !diagnosis.isRetryable)
        #expect(diagnosis.words == "FrobnicationError: the frobnicator is 7% off")
        #expect(diagnose(nil).words == "ECS gave no reason")
    }

    @Test func `every class says what happened and what to do, in one line each`() {
        for ailment in Ailment.allCases {
            #expect(!ailment.cause.isEmpty && !ailment.fix.isEmpty)
            #expect(!(ailment.cause + ailment.fix).contains("\n"))
            #expect(
                ailment.cause.first?.isUppercase
                    == (ailment.cause.hasPrefix("AWS") || ailment.cause.hasPrefix("ECS")
                        || ailment.cause.hasPrefix("Fargate"))
            )
            #expect(ailment.cause.last != "." && ailment.fix.last != ".")
        }
        #expect(Set(Ailment.allCases.map(\.cause)).count == Ailment.allCases.count)
    }
}

@Suite struct StartFailureTests {
    @Test(arguments: [
        ("RESOURCE:CPU", ExitCode.tryAgain), ("RESOURCE:MEMORY", .tryAgain), ("AGENT", .tryAgain),
        ("Capacity is unavailable at this time. Please try again later or in a different availability zone", .tryAgain),
        ("MISSING", .unavailable), ("ATTRIBUTE", .unavailable), ("something new", .unavailable),
    ])
    func `a lack of room is passing, and anything else is not`(reason: String, code: ExitCode) throws {
        let error = StartFailure.error([ECSFailure(arn: "arn:x", reason: reason, detail: nil)], try Sample.job())
        #expect(error.code == code)
        #expect(error.errorType == "TaskNotStarted")
        #expect(error.cause == "\(reason) (arn:x)")
        #expect(error.hint != nil)
    }

    @Test func `no task and no failure is a failure`() throws {
        let error = StartFailure.error([], try Sample.job())
        #expect(error.code == .unavailable && error.cause == "ECS gave no reason")
    }

    @Test func `a refused call says what to do where that is known`() throws {
        let capacity = AWSError.failed(.validation, "No Container Instances were found in your cluster.")
        let error = StartFailure.error(capacity, try Sample.job(), Sample.run)
        #expect(error.code == .tryAgain && error.hint == Ailment.noFittingInstance.fix)
        let unknown = StartFailure.error(.failed(.validation, "no idea"), try Sample.job(), Sample.run)
        #expect(unknown.code == .unavailable && unknown.cause?.contains("no idea") == true)
    }

    @Test func `a token that was used for another request is the caller's mistake`() throws {
        let error = StartFailure.error(.failed(.conflict), try Sample.job(), Sample.run)
        #expect(error.code == .usage && error.errorType == "ClientTokenReused")
    }
}
