/// Colours, on a terminal whose user has not asked for none (https://no-color.org).
struct Palette: Hashable, Sendable {
    private let isColoured: Bool

    init(for port: ConsolePort, environment: [String: String]) {
        let refusesColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isColoured = port.isTerminal && !refusesColour && environment["TERM"] != "dumb"
    }

    /// A text in a colour, or as it is.
    func paint(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// What the colours mean; the values are those of ECMA-48.
    enum Colour: String, Hashable, Sendable {
        case success = "32"
        case failure = "1;31"
        case warning = "33"
        case aside = "2"
    }
}
