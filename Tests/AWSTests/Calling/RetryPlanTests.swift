import Testing

@testable import AWS

struct RetryPlanTests {
    private static func error(_ kind: AWSError.Kind) -> AWSError {
        AWSError(kind, service: "ecs", operation: "RunTask", message: "")
    }

    private static func plan(
        _ attempts: Int = 3,
        patience: Duration = .zero,
        _ repetition: ServiceCall.Repetition = .safe
    ) -> RetryPlan {
        RetryPlan(attempts: attempts, patience: patience, repetition: repetition)
    }

    @Test(arguments: AWSError.Kind.allCases)
    func `Only what passes is tried again`(kind: AWSError.Kind) {
        var plan = Self.plan()
        let retry = plan.retry(after: Self.error(kind), elapsed: .zero, jitter: 0.5)
        #expect((retry != nil) == [.throttled, .service, .timeout, .network].contains(kind))
    }

    @Test func `Pauses double up to 20 seconds, and the jitter is full`() {
        var longest: [Duration] = []
        var plan = Self.plan(100)
        for _ in 0..<8 {
            guard let retry = plan.retry(after: Self.error(.throttled), elapsed: .zero, jitter: 1) else { break }
            longest.append(retry.pause)
        }
        #expect(longest == [1, 2, 4, 8, 16, 20, 20, 20].map { .seconds($0) })
        #expect(plan.retry(after: Self.error(.throttled), elapsed: .zero, jitter: 0)?.pause == .zero)
    }

    @Test func `AWS's own wish goes before a shorter pause, up to a minute`() {
        var plan = Self.plan(9)
        var error = Self.error(.throttled)
        error.retryAfter = .seconds(7)
        #expect(plan.retry(after: error, elapsed: .zero, jitter: 0.9)?.pause == .seconds(7))
        error.retryAfter = .milliseconds(1)
        #expect(plan.retry(after: error, elapsed: .zero, jitter: 1)?.pause == .seconds(2))
        error.retryAfter = .seconds(3600)
        #expect(plan.retry(after: error, elapsed: .zero, jitter: 1)?.pause == .seconds(60))
    }

    @Test func `Patience counts from the first attempt, and a pause must fit into it`() {
        var plan = Self.plan(1, patience: .seconds(10))
        #expect(plan.retry(after: Self.error(.throttled), elapsed: .seconds(9), jitter: 1)?.pause == .seconds(1))
        #expect(plan.retry(after: Self.error(.throttled), elapsed: .seconds(9), jitter: 1) == nil)
    }

    @Test func `What may have been executed is only repeated where that is safe`() {
        var executed = Self.error(.network)
        executed.mayHaveBeenExecuted = true
        var (safe, unsafe) = (Self.plan(), Self.plan(3, .onlyIfNotExecuted))
        #expect(safe.retry(after: executed, elapsed: .zero, jitter: 0) != nil)
        #expect(unsafe.retry(after: executed, elapsed: .zero, jitter: 0) == nil)
        executed.mayHaveBeenExecuted = false
        #expect(unsafe.retry(after: executed, elapsed: .zero, jitter: 0) != nil)
    }

    @Test func `A time-out costs twice as much as another failure`() {
        var plan = Self.plan(9)
        #expect(plan.retry(after: Self.error(.timeout), elapsed: .zero, jitter: 0)?.price == 10)
        #expect(plan.retry(after: Self.error(.service), elapsed: .zero, jitter: 0)?.price == 5)
    }

    @Test func `The budget is 500, is paid down to nothing, and fills again slowly`() {
        var budget = RetryBudget()
        var paid = 0
        while budget.pay(5) { paid += 1 }
        #expect(paid == 100 && budget.tokens == 0)
        budget.refund(nil)
        let isEnough = budget.pay(5)
        #expect(budget.tokens == 1 && !isEnough)
        budget.refund(5)
        let isEnoughAgain = budget.pay(5)
        #expect(isEnoughAgain && budget.tokens == 1)
        for _ in 0..<1000 { budget.refund(nil) }
        #expect(budget.tokens == RetryBudget.capacity)
    }
}
