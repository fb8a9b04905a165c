import Fixtures
import RunProtocol
import Testing

/// The pipelines of an application's repository, run: real images in a real registry, real variables, real Terraform.
@Suite(
    .enabled(if: WalkRequirement.isMet, Comment(rawValue: WalkRequirement.reason)),
    .enabled(if: ImageBuildRequirement.isMet, Comment(rawValue: ImageBuildRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct ApplicationTests {
    /// What happened to an application.
    private struct Story: WalkedStory {
        struct Event: Decodable, Sendable {
            let name: String
            let run: Walk.Run
            let waits: Bool
            /// Environment to the version that runs there by Terraform's state.
            let running: [String: String?]
            /// The tags in the registry.
            let images: [String]
            /// What the last commit of the live repository says.
            let liveMessage: String
        }

        let events: [Event]
    }

    @Test(arguments: WalkedPlatform.withRoles)
    func `a push builds an image and runs it in dev, and a tag promotes that image to stage`(
        platform: WalkedPlatform
    ) async throws {
        let registry = try await LocalRegistry()
        let story = try await Story.played(on: platform, registry: registry.name)
        try #require(story.events.map(\.name) == ["pushed", "pushed again", "tagged", "promoted"])
        let (pushed, again, tagged, promoted) = (story.events[0], story.events[1], story.events[2], story.events[3])

        #expect(pushed.run.statuses == ["succeeded"], "\(pushed.run.output)")
        #expect(pushed.running == ["dev": pushed.run.commit, "stage": nil])
        #expect(pushed.images == [pushed.run.commit])
        #expect(pushed.liveMessage.contains("[skip ci]"))

        #expect(again.running["dev"] == again.run.commit)
        #expect(again.images.sorted() == [pushed.run.commit, again.run.commit].sorted())

        #expect(tagged.waits)
        #expect(tagged.run.commit == pushed.run.commit)
        #expect(tagged.running["stage"] == .some(nil))
        #expect(promoted.run.statuses == ["succeeded"], "\(promoted.run.output)")
        #expect(promoted.run.output.contains("nothing was built"))
        #expect(promoted.running == ["dev": again.run.commit, "stage": pushed.run.commit])
        #expect(promoted.images == again.images)
    }
}
