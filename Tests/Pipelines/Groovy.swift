import Fixtures
import Foundation
import Supervision
import SystemPackage

/// The Groovy of this machine.
enum Groovy {
    /// Whether there is one, and a Java for it.
    static let isPresent = home != nil && path.locate("groovy") != nil

    /// Reads a file as Groovy does, without compiling or running it.
    static func parse(_ file: String) async throws -> CommandResult {
        let script = """
            import org.codehaus.groovy.control.*
            def unit = new CompilationUnit()
            unit.addSource(new File(args[0]))
            unit.compile(Phases.CONVERSION)
            """
        let environment = ["PATH": search, "HOME": "/nonexistent", "JAVA_HOME": home ?? ""]
        return try await Command("groovy", ["-e", script, file], environment: environment).capture()
    }

    private static let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
    private static let path = SearchPath(search)
    /// The folder of the Java on the PATH: Debian's groovy asks for another one.
    private static let home = path.locate("java").map {
        URL(filePath: $0.string).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent().path
    }
}
