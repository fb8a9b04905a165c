extension Configuration {
    /// Reads a configuration from a document.
    ///
    /// - Parameters:
    ///   - document: the document, with or without paths.
    ///   - form: a file, or what the invoker finds in its environment.
    /// - Returns: the configuration, which may have warnings and notes; `ConfigurationCheck` lists those.
    /// - Throws: `InvalidConfiguration`, with everything that was found, when there is an error among it.
    public static func load(
        _ document: ConfigurationNode,
        form: DocumentForm = .file
    ) throws(InvalidConfiguration) -> Configuration {
        try ConfigurationCheck(document, form: form).result()
    }

    /// Reads a configuration from JSON, decompressed and decoded already.
    ///
    /// The text is either a whole configuration, as in a file, or the documented map of containers by itself. It is the
    /// latter when every field has `docker_image` or `script_config`; rules that are null then allow nothing.
    ///
    /// - Throws: `InvalidConfiguration`, also when the text is not JSON.
    public static func load(
        json: [UInt8],
        form: DocumentForm = .environment
    ) throws(InvalidConfiguration) -> Configuration {
        try ConfigurationCheck(json: json, form: form).result()
    }
}

extension ConfigurationCheck {
    /// The configuration.
    ///
    /// - Throws: `InvalidConfiguration`, when there is an error among the findings.
    public func result() throws(InvalidConfiguration) -> Configuration {
        guard let configuration else { throw InvalidConfiguration(findings: findings) }
        return configuration
    }
}
