/// What can be left open.
public enum HCLConstruct: Hashable, Sendable, CustomStringConvertible {
    /// `"…"`, which ends on its line.
    case string
    /// `<<EOT`, with its marker.
    case heredoc(String)
    /// `/* … */`.
    case comment
    /// `name { … }`.
    case block
    /// `{ … }`.
    case object
    /// `[ … ]`.
    case bracket
    /// `( … )`.
    case parenthesis
    /// `${ … }`.
    case interpolation
    /// `%{ … }`.
    case directive
    /// `%{ if … }`, which ends with `%{ endif }`.
    case condition
    /// `%{ for … }`, which ends with `%{ endfor }`.
    case loop

    /// The construct in words.
    public var description: String {
        switch self {
        case .string: "the string"
        case .heredoc(let marker): "the heredoc with the marker \(marker)"
        case .comment: "the comment"
        case .block: "the block"
        case .object: "the object"
        case .bracket: "the bracket"
        case .parenthesis: "the parenthesis"
        case .interpolation: "the interpolation"
        case .directive: "the directive"
        case .condition: "the if directive"
        case .loop: "the for directive"
        }
    }
}
