import RunProtocol

/// `credential_process`: a program of the user's that writes credentials.
struct ProcessSource: CredentialSource {
    let name = "credential process"
    private let profile: String
    private let line: String?
    private let environment: [String: String]
    private let now: @Sendable () -> Timestamp

    init(
        profile: String,
        values: [String: String],
        environment: [String: String],
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.profile = profile
        line = values["credential_process"]
        self.environment = environment
        self.now = now
    }

    func look() async throws(AWSError) -> Finding {
        guard let line else { return .absent("profile \(profile) has no credential_process") }
        // The line may hold a password, so that no message shows more of it than the program.
        guard let words = try? ShellWords.split(line), let program = words.first else {
            throw failure("is no command: a quote in it does not close, or it is empty")
        }
        let result: ProgramOutput
        do throws(ProgramFailure) {
            result = try await CredentialProgram(words: words, environment: environment).run()
        } catch .cancelled {
            throw AWSError.credentials(.cancelled, "cancelled while \(program) ran")
        } catch {
            throw failure("(\(program)) \(error)")
        }
        guard result.status == 0 else {
            let said = result.lastErrorLine.map { ": \($0)" } ?? ""
            throw failure("(\(program)) ended with status \(result.status)\(said)")
        }
        guard let document = CredentialDocument(result.output) else {
            throw failure("(\(program)) wrote what is no JSON of credentials")
        }
        guard document.version == 1 else { throw failure("(\(program)) did not write \"Version\": 1") }
        let credentials: AWSCredentials
        do throws(CredentialDocument.Missing) {
            credentials = try document.credentials(from: .program)
        } catch {
            throw failure("(\(program)) wrote no \(error.key)")
        }
        try credentials.refuseEnded(at: now(), "the credentials of \(program), credential_process of \(profile),")
        return .found(credentials)
    }

    private func failure(_ message: String) -> AWSError {
        .credentials(.noCredentials, "credential_process of profile \(profile) \(message)")
    }
}
