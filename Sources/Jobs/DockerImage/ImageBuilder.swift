import Git
import RunProtocol
import SystemPackage

/// An engine that builds images, as a port: which programs it is, and how it is told what to build.
///
/// Everything that an implementation answers is a pure function of the build, so that its command line is a golden test.
protocol ImageBuilder: Sendable {
    /// The program, which must be there before anything else is done.
    var program: String { get }
    /// A call that fails where the engine cannot work, and what that means; `nil` where there is nothing to try.
    var trial: (call: ToolCall, meaning: RunnerError)? { get }
    /// Where the build's private folder is made: what lies there never becomes part of an image.
    var base: FilePath { get }
    /// Where the files of secrets are made.
    func secrets(in workspace: BuildWorkspace) -> FilePath
    /// Whether the engine clones a repository by itself, and so needs credentials for it.
    func clones(_ repository: RepositoryLocation) -> Bool
    /// Who reads Docker's configuration.
    var configurationReader: DockerConfiguration.Reader { get }
    /// Files that the engine finds in its home, by their paths there.
    func homeFiles(_ build: ImageBuild) -> [(path: String, text: String)]
    /// What is run, in order.
    func calls(_ build: ImageBuild, _ workspace: BuildWorkspace) -> [ToolCall]
    /// What is run when one of those failed or was stopped, so that nothing is left.
    func tidying(_ workspace: BuildWorkspace) -> [ToolCall]
    /// Reads the digest that the engine pushed to the destination at an index; `nil` when it left none.
    func digest(ofDestination index: Int, in workspace: BuildWorkspace) -> ImageDigest?
}
