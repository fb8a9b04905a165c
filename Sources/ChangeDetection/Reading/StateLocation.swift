import Git

/// Where a module keeps its state, so far that two that are equal are one state.
struct StateLocation: Hashable {
    /// The backend and the settings that tell its states apart.
    let description: String

    /// The location that a backend's settings name; `nil` when one of them that tells states apart is not known.
    ///
    /// - Parameters:
    ///   - backend: the backend's type.
    ///   - settings: what is set.
    ///   - scope: where that is written.
    init?(_ backend: String, _ settings: BackendSettings, in scope: some PathScope) {
        // Older names for the same: both read one state.
        let kind = backend == "remote" ? "cloud" : backend
        guard let names = Self.distinctive[kind] else { return nil }
        var parts = [kind]
        for name in names {
            guard let value = settings[name], let text = scope.value(value).whole, !text.isEmpty else { return nil }
            parts.append(text)
        }
        for name in Self.further[kind] ?? [] {
            guard let value = settings[name] else { continue }
            guard let text = scope.value(value).whole else { return nil }
            parts.append("\(name)=\(text)")
        }
        description = parts.joined(separator: " ")
    }

    /// The settings that tell the states of a backend apart, as the documentation of each has them.
    ///
    /// A region is none: names of buckets are unique beyond it.
    private static let distinctive: [String: [String]] = [
        "s3": ["bucket", "key"], "gcs": ["bucket", "prefix"], "local": ["path"], "http": ["address"],
        "azurerm": ["storage_account_name", "container_name", "key"], "cos": ["bucket", "prefix", "key"],
        "oss": ["bucket", "prefix", "key"], "consul": ["path"], "kubernetes": ["secret_suffix", "namespace"],
        "cloud": ["organization", "workspaces.name"],
    ]

    /// The settings that tell them apart where they are set: which of several services of a kind it is.
    private static let further: [String: [String]] = [
        "s3": ["endpoint", "endpoints.s3"], "consul": ["address"], "kubernetes": ["config_context", "host"],
    ]
}

extension StateLocation {
    private init(_ description: String) {
        self.description = description
    }

    /// The state of a module of Terraform that says nothing of it: a file beside the module's own.
    static func beside(_ folder: GitPath) -> StateLocation {
        StateLocation("local \(KnownText.absolute(folder))/terraform.tfstate")
    }

    /// The same location as a module means it: paths are read from where Terraform is started.
    func from(_ folder: GitPath) -> StateLocation {
        guard description.hasPrefix("local ") else { return self }
        let text = KnownText(text: String(description.dropFirst("local ".count)), isWhole: true)
        guard let place = text.place(from: folder, root: folder) else { return self }
        return StateLocation("local \(KnownText.absolute(place))")
    }
}

extension StateLocation {
    /// The location for a message.
    var shown: String {
        String(String.UnicodeScalarView(description.unicodeScalars.filter { $0 != "\u{1}" && $0 != "\u{2}" }))
    }
}
