import Fixtures
import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

@Suite struct ConfigurationPlacesTests {
    private let folder: TestFolder
    private let work: FilePath
    private let home: FilePath

    init() throws {
        folder = try TestFolder()
        try folder.write("", to: "work/.keep")
        work = folder.path.appending("work")
        home = folder.path.appending("home")
    }

    private func places(_ environment: [String: String] = [:]) -> ConfigurationPlaces {
        ConfigurationPlaces(environment: environment, workingDirectory: work)
    }

    /// `{"a": 1}` as the infrastructure modules pack it.
    private static let packed = "H4sIAAAAAAAC/6tWSlSyUjCsBQCXjqH7CAAAAA=="

    @Test func `the working directory comes first, then the user's file, then the environment`() throws {
        let environment = ["HOME": home.string, ConfigurationEnvelope.variable: Self.packed]
        let packed = try places(environment).readFirst()
        #expect(packed.name == "BASE64GZ_CONFIG_DATA_JSON")
        #expect(packed.folder == work)
        #expect(packed.syntax == .json)
        #expect(String(decoding: packed.bytes, as: UTF8.self) == #"{"a": 1}"#)

        try folder.write("user", to: "home/.config/deploy-runner/config.yml")
        let user = try places(environment).readFirst()
        #expect(user.name == home.appending(".config/deploy-runner/config.yml").string)
        #expect(user.folder == home.appending(".config/deploy-runner"))

        try folder.write("here", to: "work/deploy-runner.yml")
        let here = try places(environment).readFirst()
        #expect(here.name == "deploy-runner.yml")
        #expect(here.folder == work)
        #expect(here.bytes == Array("here".utf8))
    }

    @Test func `XDG_CONFIG_HOME moves the user's file, unless it is no absolute path`() throws {
        try folder.write("moved", to: "xdg/deploy-runner/config.yml")
        try folder.write("user", to: "home/.config/deploy-runner/config.yml")
        let xdg = folder.path.appending("xdg").string
        #expect(try places(["HOME": home.string, "XDG_CONFIG_HOME": xdg]).readFirst().bytes == Array("moved".utf8))
        #expect(try places(["HOME": home.string, "XDG_CONFIG_HOME": "xdg"]).readFirst().bytes == Array("user".utf8))
    }

    @Test func `without any, the error names every place that was tried`() throws {
        let error = try #require(throws: RunnerError.self) { try places(["HOME": home.string]).readFirst() }
        #expect(error.code == .usage)
        let expected = """
            there is no configuration that says what may run
            cause: tried: \(work)/deploy-runner.yml; \(home)/.config/deploy-runner/config.yml; \
            the environment variable BASE64GZ_CONFIG_DATA_JSON
            hint: write deploy-runner.yml, or name a file with --config
            """
        #expect("\(error)" == expected)
        let homeless = try #require(throws: RunnerError.self) { try places().readFirst() }
        #expect(homeless.cause?.contains("neither XDG_CONFIG_HOME nor HOME is an absolute path") == true)
    }

    @Test func `a place whose file cannot be read is an error, not passed over`() throws {
        try folder.write("x", to: "work/deploy-runner.yml/inside")
        let error = try #require(throws: RunnerError.self) {
            try places([ConfigurationEnvelope.variable: Self.packed]).readFirst()
        }
        #expect(error.errorType == "ConfigurationUnreadable")
        #expect(error.message == "the configuration deploy-runner.yml cannot be read: Is a directory")
    }

    @Test func `a named file is read from the working directory, and is alone`() throws {
        try folder.write("named", to: "work/sub/my.json")
        let text = try places().read("sub/my.json")
        #expect(text.name == "sub/my.json")
        #expect(text.folder == work.appending("sub"))
        #expect(text.syntax == .json)
        let error = try #require(throws: RunnerError.self) { try places().read("gone.yml") }
        #expect(error.code == .usage)
        #expect(error.message == "the configuration gone.yml cannot be read: No such file or directory")
        #expect(error.hint == "check the path")
    }

    @Test func `a file that is far too large is not read to its end`() throws {
        try folder.write([UInt8](repeating: 0x23, count: (4 << 20) + 1), to: "work/big.yml")
        let error = try #require(throws: RunnerError.self) { try places().read("big.yml") }
        #expect(error.message == "the configuration big.yml is larger than 4 MiB")
        let endless = try #require(throws: RunnerError.self) { try places().read("/dev/zero") }
        #expect(endless.message == "the configuration /dev/zero is larger than 4 MiB")
    }
}
