import Gatekeeper
import Testing

/// Each kind of bad input that the gate must answer, against the standard configuration.
@Suite struct BadInputTests {
    private func refusal(_ arguments: ByteString...) throws -> RejectionType? {
        try Fixtures.gate().decide("terraform-applier", "infrastructure-deploy-script", arguments).rejection?.type
    }

    @Test func `an unknown container is refused`() throws {
        #expect(
            try Fixtures.gate().decide("terraform", "infrastructure-deploy-script", []).rejection?.type
                == .containerNotFound
        )
    }

    @Test(arguments: [
        "plan", "infrastructure-deploy-script ", "Infrastructure-deploy-script", "infrastructure-deploy-script\0",
        "./infrastructure-deploy-script", "scripts/infrastructure-deploy-script", "", "--help",
        "infrastructure-deploy-\u{455}cript",
    ])
    func `an unknown script is refused`(script: String) throws {
        #expect(
            try Fixtures.gate().decide("terraform-applier", ByteString(script), []).rejection?.type == .scriptNotAllowed
        )
    }

    @Test(arguments: ["--evil", "-evil", "--evil=x", "--help", "-h", "--version", "--REPO", "--repo_", "--\u{212A}"])
    func `an unknown option is refused`(option: String) throws {
        let type = try refusal(ByteString(option), "x")
        #expect(type == .optionNotAllowed || type == .optionName)
    }

    @Test func `a value refused by its pattern is refused in both forms`() throws {
        #expect(try refusal("--repo", "https://evil.example/x.git") == .optionRegexRestricted)
        #expect(try refusal("--repo=https://evil.example/x.git") == .optionRegexRestricted)
        #expect(try refusal("-repo=https://evil.example/x.git") == .optionRegexRestricted)
    }

    @Test(arguments: ["\0", "\n", "\r", "\r\n", "\t", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{9B}", "\u{2028}"])
    func `NUL, newline and control characters are refused wherever they stand`(hazard: String) throws {
        for text in [hazard + "main", "main" + hazard, "ma" + hazard + "in", hazard] {
            #expect(try refusal("--ref", ByteString(text)) == .argumentCharacter)
            #expect(try refusal(ByteString("--ref=" + text)) == .argumentCharacter)
            #expect(try refusal(ByteString("--re" + hazard + "f"), "main") == .argumentCharacter)
            #expect(try refusal("--command-args", ByteString("-destroy" + text)) == .argumentCharacter)
        }
    }

    @Test(arguments: [
        "\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{200F}",
        "\u{61C}",
    ])
    func `a bidirectional override is refused`(override: String) throws {
        #expect(try refusal("--ref", ByteString("main" + override)) == .argumentCharacter)
    }

    @Test(arguments: [[0xFF], [0xC0, 0xAD], [0xED, 0xA0, 0x80], [0xC3]] as [[UInt8]])
    func `what is not UTF-8 is refused`(bytes: [UInt8]) throws {
        #expect(try refusal("--ref", ByteString(Array("main".utf8) + bytes)) == .argumentCharacter)
    }

    @Test func `an over-long argument is refused`() throws {
        #expect(try refusal("--ref", ByteString(String(repeating: "a", count: 16_385))) == .argumentTooLong)
        #expect(try refusal("--ref", ByteString(String(repeating: "a", count: 16_384))) == nil)
        let many = Array(repeating: ByteString("--backend-config=x"), count: 513)
        #expect(
            try Fixtures.gate().decide("terraform-planner", "infrastructure-deploy-script", many).rejection?.type
                == .argumentTooLong
        )
    }

    @Test(arguments: ["--rep", "--re", "--r", "--command-a", "--dep", "-com"])
    func `an abbreviated option is refused`(option: String) throws {
        #expect(try refusal(ByteString(option), "x") == .optionNotAllowed)
    }

    @Test func `a repeated single option is refused in every mixture of forms`() throws {
        for second: [ByteString] in [["--ref", "b"], ["--ref=b"], ["-ref", "b"], ["-ref=a"]] {
            #expect(
                try Fixtures.gate().decide(
                    "terraform-applier",
                    "infrastructure-deploy-script",
                    ["--ref", "a"] + second
                )
                .rejection?.type == .optionRepeated
            )
        }
    }

    @Test func `a bare double dash is refused wherever it stands`() throws {
        #expect(try refusal("--") == .argumentTerminator)
        #expect(try refusal("--ref", "main", "--", "--repo", "x") == .argumentTerminator)
        #expect(try refusal("--command-args", "--") == .argumentTerminator)
        #expect(try refusal("--command-args=--") == .argumentTerminator)
        #expect(try refusal("--command-args", "-destroy -- x") == .argumentTerminator)
    }

    @Test(
        arguments: [
            ["--ref", "-x"], ["--ref=-x"], ["--ref", "--upload-pack=x"], ["--ref", "main@{1}"], ["--ref", "HEAD^"],
        ] as [[ByteString]]
    )
    func `a ref that git would read as something else is refused`(arguments: [ByteString]) throws {
        #expect(
            try Fixtures.gate().decide("terraform-applier", "infrastructure-deploy-script", arguments).rejection != nil
        )
    }

    @Test func `a value never decides for another option`() throws {
        // `--ref --repo evil`: read as a ref named `--repo` by one parser and as a repository by the next.
        #expect(try refusal("--ref", "--repo", "evil") == .optionDashValue)
    }

    @Test func `a separator in a value is part of the value`() throws {
        #expect(
            try Fixtures.gate().decide("ami-builder", "build-packer-artifact", ["--var=a=b=c"]).job?.arguments.suffix(2)
                == ["--var", "a=b=c"]
        )
    }

    @Test func `an accent on an equals sign hides no value`() throws {
        // As a `String` this does not contain "=", as bytes it does.
        #expect(try refusal("--repo=\u{338}x") == .optionRegexRestricted)
    }
}
