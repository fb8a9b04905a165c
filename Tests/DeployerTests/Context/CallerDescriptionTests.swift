import Testing

@testable import Deployer

@Suite struct CallerDescriptionTests {
    static let cases: [(environment: [String: String], fields: [String: String])] = [
        ([:], [:]),
        (["CI": "true"], [:]),
        (
            [
                "GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r",
                "GITHUB_RUN_ID": "42",
            ],
            ["ci": "github-actions", "run_url": "https://github.com/o/r/actions/runs/42"]
        ),
        (["GITHUB_ACTIONS": "true"], ["ci": "github-actions"]),
        (
            ["GITLAB_CI": "true", "CI_JOB_URL": "https://g/-/jobs/1"],
            ["ci": "gitlab", "run_url": "https://g/-/jobs/1"]
        ),
        (["CIRCLECI": "true", "CIRCLE_BUILD_URL": "https://c/1"], ["ci": "circleci", "run_url": "https://c/1"]),
        (["BUILDKITE": "true", "BUILDKITE_BUILD_URL": "https://b/1"], ["ci": "buildkite", "run_url": "https://b/1"]),
        (["JENKINS_URL": "https://j", "BUILD_URL": "https://j/1"], ["ci": "jenkins", "run_url": "https://j/1"]),
    ]

    @Test(arguments: cases) func `the caller is who the CI tool says it is`(
        environment: [String: String],
        fields: [String: String]
    ) {
        #expect(CallerDescription(environment: environment).fields == fields)
    }
}
