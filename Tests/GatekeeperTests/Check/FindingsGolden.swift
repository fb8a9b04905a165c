import Foundation
import Gatekeeper
import Testing

/// A golden text of findings: sections that begin with `== KIND FRAGMENT`, and below each what is found in it.
struct FindingsGolden {
    /// What a fragment stands for; the rest of the document around it is correct.
    enum Kind: String {
        /// A whole document.
        case document
        /// A container.
        case container
        /// The rules of a script.
        case rules
        /// The rules of `infrastructure-deploy-script`.
        case deploy
        /// A `standard_configuration`.
        case standard

        func document(_ fragment: String) -> String {
            let image = #""docker_image": "i", "docker_tag": "1", "#
            return switch self {
            case .document: fragment
            case .container: #"{"containers": {"c": \#(fragment)}}"#
            case .rules: #"{"containers": {"c": {\#(image)"script_config": {"s": \#(fragment)}}}}"#
            case .deploy:
                #"{"containers": {"c": {\#(image)"script_config": {"infrastructure-deploy-script": \#(fragment)}}}}"#
            case .standard: #"{"standard_configuration": \#(fragment)}"#
            }
        }
    }

    struct Section: CustomTestStringConvertible {
        let kind: Kind
        let fragment: String
        let findings: String

        var testDescription: String { "\(kind.rawValue) \(fragment)" }

        var found: String {
            Fixtures.findings(kind.document(fragment)).map(\.description).joined(separator: "\n")
        }
    }

    let sections: [Section]

    init(_ text: String) {
        sections = text.components(separatedBy: "== ").dropFirst().compactMap { section in
            let lines = section.components(separatedBy: "\n")
            let heading = lines[0].split(separator: " ", maxSplits: 1)
            guard let kind = Kind(rawValue: String(heading[0])) else { return nil }
            let findings = lines.dropFirst().filter { !$0.isEmpty }.joined(separator: "\n")
            return Section(kind: kind, fragment: heading.count > 1 ? String(heading[1]) : "", findings: findings)
        }
    }
}
