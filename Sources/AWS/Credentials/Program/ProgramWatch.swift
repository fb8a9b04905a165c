import Glibc

/// Waits for a program on a thread that may block: reads what it writes, ends it when it takes or writes too much.
struct ProgramWatch: Sendable {
    struct Descriptors: Sendable {
        var output: Int32
        var errors: Int32
        var bell: Int32
    }

    private let pid: pid_t
    private let descriptors: Descriptors
    private let limit: Int
    private let timeout: Duration
    private let deadline: ContinuousClock.Instant
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    private var haveErrorsEnded = false

    /// How much of the standard error is kept.
    private static let errorLimit = 4 << 10

    /// The time begins now.
    init(pid: pid_t, descriptors: Descriptors, limit: Int, timeout: Duration) {
        self.pid = pid
        self.descriptors = descriptors
        self.limit = limit
        self.timeout = timeout
        deadline = .now + timeout
    }

    /// Waits for the end of the output and of the program; on any other end both are made to end.
    mutating func result() -> Result<ProgramOutput, ProgramFailure> {
        do throws(ProgramFailure) {
            try readToEnd()
            let status = try waitForEnd()
            return .success(ProgramOutput(status: status, output: output, errors: errors))
        } catch {
            // The program leads a session, and so a group, of its own number; it is not reaped yet.
            kill(-pid, SIGKILL)
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            return .failure(error)
        }
    }

    /// Reads until nobody can write to the output any more.
    private mutating func readToEnd() throws(ProgramFailure) {
        while true {
            let ready = try wait(for: [descriptors.output, openErrors, descriptors.bell])
            if ready[1] { takeErrors() }
            if ready[0], Self.read(descriptors.output, into: &output) == 0 { return }
            if output.count > limit { throw .tooMuch(limit: limit) }
        }
    }

    /// Waits for the program, which has nothing more to say, and takes what is left of its errors.
    private mutating func waitForEnd() throws(ProgramFailure) -> Int32 {
        var status: Int32 = 0
        var ended = waitpid(pid, &status, WNOHANG)
        while ended == 0 || (ended < 0 && errno == EINTR) {
            // There is no descriptor to wait for its end with; mostly it has ended by now.
            if try wait(for: [openErrors, descriptors.bell], atMost: 5)[0] { takeErrors() }
            ended = waitpid(pid, &status, WNOHANG)
        }
        // As much as a pipe holds; what goes on in the background could write for ever.
        // Nothing may throw from here on: the number of a program that is reaped may be another's.
        for _ in 0..<16 where (try? wait(for: [openErrors], atMost: 0))?[0] == true { takeErrors() }
        // Where somebody else reaps all children nobody knows the status; then the output has to speak for itself.
        if ended < 0 { return 0 }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// No descriptor once the errors have ended: it would be ready for ever.
    private var openErrors: Int32 { haveErrorsEnded ? -1 : descriptors.errors }

    /// Reads errors and keeps the last of them.
    private mutating func takeErrors() {
        haveErrorsEnded = Self.read(descriptors.errors, into: &errors) == 0
        if errors.count > Self.errorLimit { errors.removeFirst(errors.count - Self.errorLimit) }
    }

    /// Waits until one of the descriptors has something, and says which have.
    ///
    /// - Throws: `.tooLong` at the deadline, `.cancelled` when the bell has rung.
    private func wait(for wanted: [Int32], atMost milliseconds: Int32 = .max) throws(ProgramFailure) -> [Bool] {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .tooLong(timeout) }
        let time = min(left / .milliseconds(1) + 1, Double(milliseconds))
        var entries = wanted.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        poll(&entries, nfds_t(entries.count), Int32(time))
        if entries.contains(where: { $0.fd == descriptors.bell && $0.revents != 0 }) { throw .cancelled }
        return entries.map { $0.revents != 0 }
    }

    /// - Returns: how many bytes there were; 0 at the end, and for an error, as there is nothing to come then, either.
    private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Int {
        var buffer = [UInt8](repeating: 0, count: 4 << 10)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EINTR { return 1 }
        guard count > 0 else { return 0 }
        bytes += buffer[..<count]
        return count
    }
}
