import Fixtures
import Testing

@testable import AWS

@Suite struct AWSSharedFilesTests {
    @Test func `both files are one profile, the credentials file's word first`() throws {
        let files = try AWSSharedFiles(
            config: "[profile a]\nregion = eu-west-1\naws_access_key_id = CONFIG\n",
            credentials: "[a]\naws_access_key_id = CREDENTIALS\n"
        )
        #expect(files.profile("a") == ["region": "eu-west-1", "aws_access_key_id": "CREDENTIALS"])
        #expect(files.configProfile("a")?["aws_access_key_id"] == "CONFIG")
        #expect(files.credentialsProfile("a") == ["aws_access_key_id": "CREDENTIALS"])
        #expect(files.profile("b") == nil)
    }

    @Test func `the profile in use is the one that botocore uses`() throws {
        func name(_ environment: [String: String]) throws -> String {
            try AWSSharedFiles(config: "", environment: environment).profileName
        }
        #expect(try name([:]) == "default")
        #expect(try name(["AWS_PROFILE": "a"]) == "a")
        #expect(try name(["AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"]) == "b")
        #expect(try name(["AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": ""]) == "a")
    }

    @Test func `files are where the environment says, and absent ones are empty`() throws {
        let folder = try TestFolder()
        try folder.write("[profile a]\nregion = r\n", to: ".aws/config")
        try folder.write("[a]\nkey = other\n", to: "elsewhere")
        let home = "\(folder.path)"
        #expect(try AWSSharedFiles(environment: ["HOME": home]).profile("a") == ["region": "r"])
        let both = ["HOME": home, "AWS_SHARED_CREDENTIALS_FILE": "~/elsewhere"]
        #expect(try AWSSharedFiles(environment: both).profile("a") == ["region": "r", "key": "other"])
        // What is no regular file turns a file off.
        for path in ["/dev/null", home, "\(home)/.aws/config/x", "/nowhere"] {
            let off = ["HOME": home, "AWS_CONFIG_FILE": path]
            #expect(try AWSSharedFiles(environment: off).profile("a") == nil)
        }
    }

    @Test func `a file that cannot be read as text is named`() throws {
        let folder = try TestFolder()
        try folder.write("[a]\nplanted\n", to: "config")
        let path = "\(folder.path)/config"
        #expect(throws: AWSError.configuration("\(path):2: neither a section nor key = value")) {
            try AWSSharedFiles(environment: ["AWS_CONFIG_FILE": path])
        }
        #expect(throws: AWSError.configuration("the file /bin/sh is no UTF-8 text")) {
            try AWSSharedFiles(environment: ["AWS_CONFIG_FILE": "/bin/sh"])
        }
    }

    @Test(arguments: [
        ("k = v\n", 1, "a line before the first section"), ("[a]\n[a]\n", 2, "a section that was there before"),
        ("[a]\nk = 1\nK: 2\n", 3, "a key that its section has already"),
        ("[a]\n\n= v\n", 3, "neither a section nor key = value"),
        ("[a]\nk =\n x = 1\n planted\n", 4, "no key = value in the lines up to this one"),
    ])
    func `a line that means nothing is named by its number, and not shown`(
        text: String,
        line: Int,
        message: String
    ) {
        #expect(throws: AWSError.configuration("file:\(line): \(message)")) { try INIDocument(text, path: "file") }
    }
}
