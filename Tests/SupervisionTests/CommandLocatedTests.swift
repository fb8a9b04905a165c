import RunProtocol
import Supervision
import SystemPackage
import Testing

@Suite struct CommandLocatedTests {
    private func failure(_ command: Command) -> RunnerError? {
        do {
            _ = try command.located()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a name is looked up on the command's own PATH`() throws {
        #expect(try Command("sh", [], environment: ["PATH": "/nowhere:/bin"]).located() == "/bin/sh")
    }

    @Test func `a path is taken as it is`() throws {
        #expect(try Command("/bin/sh", [], environment: [:]).located() == "/bin/sh")
    }

    @Test func `a name that is on no PATH is an error that says where was searched and what to do`() throws {
        let error = try #require(failure(Command("terraform", [], environment: ["PATH": "/nowhere:/also/nowhere"])))
        #expect(
            "\(error)" == """
                terraform is not installed: it is not on PATH (/nowhere:/also/nowhere)
                hint: install terraform, or make the folder that holds it part of PATH
                """
        )
        #expect(error.errorType == "ProgramNotFound")
        #expect(error.code == .unavailable)
    }

    @Test func `this process's own PATH does not count`() {
        #expect(failure(Command("sh", [], environment: [:]))?.message == "sh is not installed: it is not on PATH ()")
    }

    @Test(arguments: ["/nowhere/sh", "/etc/passwd", "/bin/", "/", "./", "bin/sh"])
    func `a path that leads to no program is an error that names it`(path: String) throws {
        let error = try #require(failure(Command(path, [], environment: ["PATH": "/bin"])))
        #expect("\(error)" == "\(path) is not there, or is not executable\nhint: check the path")
        #expect(error.code == .unavailable)
    }

    @Test func `a NUL anywhere in the call is an error that shows no value`() throws {
        let calls = [
            (Command("/bin/sh\0x", [], environment: [:]), "the path of /bin/sh\0x"),
            (Command("/bin/sh", ["a", "b\0c"], environment: [:]), "an argument of /bin/sh"),
            (
                Command("sh", [], environment: ["PATH": "/bin", "TOKEN": "secret\0"]),
                "the environment variable TOKEN of sh"
            ),
        ]
        for (command, place) in calls {
            let error = try #require(failure(command))
            #expect("\(error)" == "\(place) holds a NUL byte, which no program can be given")
            #expect(error.code == .usage)
        }
    }
}
