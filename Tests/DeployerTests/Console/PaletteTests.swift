import Testing

@testable import Deployer

@Suite struct PaletteTests {
    static let cases: [(kind: ConsolePort.Kind, environment: [String: String], painted: String)] = [
        (.terminal(columns: 80), [:], "\u{1B}[32mok\u{1B}[0m"),
        (.terminal(columns: 80), ["NO_COLOR": ""], "\u{1B}[32mok\u{1B}[0m"),
        (.terminal(columns: 80), ["NO_COLOR": "1"], "ok"),
        (.terminal(columns: 80), ["TERM": "dumb"], "ok"),
        (.plain, [:], "ok"),
        (.plain, ["FORCE_COLOR": "1"], "ok"),
    ]

    @Test(arguments: cases) func `colour is for terminals whose user has not asked for none`(
        kind: ConsolePort.Kind,
        environment: [String: String],
        painted: String
    ) {
        let port = CapturedConsole().console(kind).errors
        #expect(Palette(for: port, environment: environment).paint("ok", .success) == painted)
    }
}
