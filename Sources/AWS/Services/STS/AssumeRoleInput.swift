/// What `AssumeRole` is asked for.
public struct AssumeRoleInput: Hashable, Sendable {
    /// The ARN of the role.
    public var roleARN: String
    /// 2 to 64 letters, digits and `_+=,.@-`; CloudTrail shows it.
    public var roleSessionName: String
    /// What the role's trust policy may ask for.
    public var externalID: String?
    /// How long the credentials shall last, 900 to the role's own limit; `nil`: an hour.
    public var durationSeconds: Int?

    /// Makes an input.
    public init(
        roleARN: String,
        roleSessionName: String,
        externalID: String? = nil,
        durationSeconds: Int? = nil
    ) {
        self.roleARN = roleARN
        self.roleSessionName = roleSessionName
        self.externalID = externalID
        self.durationSeconds = durationSeconds
    }
}
