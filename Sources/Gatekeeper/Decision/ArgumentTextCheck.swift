/// Refuses arguments for what they are made of, before anybody asks what they mean.
struct ArgumentTextCheck {
    let limits: ArgumentLimits

    func check(_ arguments: [ByteString]) throws(Rejection) {
        try checkLengths(arguments)
        for (index, argument) in arguments.enumerated() {
            if let hazard = argument.firstHazard { throw Self.refusal(of: hazard, in: argument, at: index) }
            // Parsers disagree about what follows it, even where it stands for a value.
            guard argument != "--" else { throw Self.terminator(at: index) }
        }
    }

    private func checkLengths(_ arguments: [ByteString]) throws(Rejection) {
        guard arguments.count <= limits.count else {
            throw Self.tooLong("There are \(arguments.count) arguments, at most \(limits.count) are allowed.")
        }
        var total = 0
        for (index, argument) in arguments.enumerated() {
            guard argument.count <= limits.argumentBytes else {
                let sizes = "\(argument.count) bytes long, at most \(limits.argumentBytes) are allowed"
                throw Self.tooLong("Argument \(index + 1) (\(argument.visible(limit: 40))) is \(sizes).")
            }
            total += argument.count
        }
        guard total <= limits.totalBytes else {
            throw Self.tooLong(
                "The arguments are \(total) bytes long together, at most \(limits.totalBytes) are allowed."
            )
        }
    }

    private static func tooLong(_ message: String) -> Rejection {
        Rejection(.argumentTooLong, message, rule: "request/arguments/length")
            .hinting("put long values into a file of the repository and pass its path")
    }

    private static func refusal(of hazard: TextHazard, in argument: ByteString, at index: Int) -> Rejection {
        let subject = "Argument \(index + 1) (\(argument.visible(limit: 80)))"
        let place = "at byte \(hazard.offset + 1)"
        let hint: String
        let message: String
        switch hazard.kind {
        case .invalidUTF8:
            message = "\(subject) is not UTF-8: \(hazard.name) \(place)."
            hint = "encode the argument as UTF-8"
        case .control:
            message = "\(subject) contains the control character \(hazard.name) \(place)."
            hint = "remove it; arguments are single lines of text"
        case .bidirectional:
            message = "\(subject) contains \(hazard.name) \(place), which changes the direction of the text around it."
            hint = "remove it; it makes a reader see another argument than the one that would run"
        case .invisible:
            message = "\(subject) contains the invisible character \(hazard.name) \(place)."
            hint = "remove it; it often comes with text copied from a web page"
        }
        var rejection = Rejection(.argumentCharacter, message, rule: "request/arguments/characters").hinting(hint)
        rejection.value = argument
        return rejection
    }

    private static func terminator(at index: Int) -> Rejection {
        Rejection(
            .argumentTerminator,
            "Argument \(index + 1) is a bare --, which is not allowed among the arguments of a script.",
            rule: "request/arguments/terminator"
        ).hinting(
            "remove it; the -- that separates the arguments from infrastructure-deployer's own options is not part of them"
        )
    }
}
