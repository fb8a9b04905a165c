import Testing

@testable import Jobs

@Suite struct TaskRoleTests {
    private static let task = [
        "PATH": "/bin", "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_PROFILE": "target",
        "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t", "AWS_CONFIG_FILE": "/c",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn",
    ]

    @Test(arguments: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"])
    func `a task with a role has no other credentials`(place: String) {
        let alone = TaskRole.alone(Self.task.merging([place: "x"]) { $1 })
        #expect(
            alone == [
                "PATH": "/bin", "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": "http://127.0.0.1:1", place: "x",
                "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            ]
        )
    }

    @Test func `a task without a role keeps what it has`() {
        #expect(TaskRole.alone(Self.task) == Self.task)
    }
}
