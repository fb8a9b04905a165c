import Testing

@testable import Supervision

@Suite struct CommandResultTests {
    private func result(_ output: [UInt8], _ ending: ProcessEnding = .exited(0)) -> CommandResult {
        CommandResult(ending: ending, output: output, errors: output.reversed())
    }

    @Test func `text is without the white space at its end, and only that`() {
        #expect(result(Array(" \n a b \t\r\n\u{0B}\u{0C} ".utf8)).outputText == " \n a b")
        #expect(result(Array(" x\n".utf8)).errorText == "\nx")
        #expect(result([]).outputText.isEmpty)
        #expect(result(Array(" \n\t".utf8)).outputText.isEmpty)
        #expect(result(Array("a\u{A0}\n".utf8)).outputText == "a\u{A0}")
    }

    @Test func `bytes that are not UTF-8 do not lose the rest`() {
        #expect(result([0x61, 0xFF, 0x62, 0x0A]).outputText == "a\u{FFFD}b")
    }

    @Test func `only the code 0 is a success`() {
        #expect(result([]).succeeded)
        #expect(!result([], .exited(1)).succeeded)
        #expect(!result([], .killed(signal: 9)).succeeded)
    }

    @Test func `an ending has its words`() {
        #expect(ProcessEnding.exited(2).description == "exited with code 2")
        #expect(ProcessEnding.killed(signal: 9).description == "was killed by signal 9")
    }
}
