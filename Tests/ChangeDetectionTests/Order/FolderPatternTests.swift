import Git
import Testing

@testable import ChangeDetection

@Suite struct FolderPatternTests {
    @Test(
        arguments: [
            ("dev", "dev"), ("dev", "dev/web"), ("dev/", "dev/web/a"),
            ("*/ecs-deploy-runner", "mgmt/ecs-deploy-runner"),
            ("*", "dev/web"), ("d*v", "dev"), ("*-app", "my-web-app"), ("./dev/*b", "dev/web"), ("**", "a"),
            ("**/ecs-deploy-runner", "mgmt/eu-west-1/prod/ecs-deploy-runner"),
            ("**/ecs-deploy-runner", "ecs-deploy-runner"), ("dev/**/web", "dev/a/b/web/c"), ("dev/**", "dev/web"),
            (".", "."),
        ]
    ) func `a pattern matches a folder and all below it`(pattern: String, folder: String) {
        #expect(FolderPattern(pattern).matches(folder == "." ? .root : GitPath(folder)))
    }

    @Test(
        arguments: [
            ("dev", "development"), ("dev/web", "dev"), ("*/ecs-deploy-runner", "ecs-deploy-runner"), ("", "dev"),
            ("*b", "dev"), ("dev/*", "prod/dev"), ("a*b*c", "acb"), ("*/web", "dev/eu/web"), ("**/web", "dev/website"),
            ("dev/**/web", "prod/web"), (".", "dev"), ("", "."),
        ]
    ) func `and nothing else`(pattern: String, folder: String) {
        #expect(!FolderPattern(pattern).matches(folder == "." ? .root : GitPath(folder)))
    }
}
