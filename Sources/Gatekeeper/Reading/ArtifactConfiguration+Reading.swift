extension ArtifactConfiguration {
    init?(_ node: ConfigurationNode, findings: inout [ConfigurationFinding]) {
        var reader = FieldReader(node, kind: "artifact_config")
        let selection = reader.boolean("allow_runtime_selection")
        let bucketName = reader.string("bucket_name")
        let region = reader.string("region")
        let prefix = reader.string("default_key_prefix")
        if bucketName == nil { reader.reportMissing("bucket_name") }
        if let bucketName, !Self.isBucket(bucketName.value) {
            let hint = "3 to 63 small letters, digits, dashes and dots"
            reader.report(Self.finding(bucketName, "is not the name of an S3 bucket", hint))
        }
        if let region, !Self.isLabel(region.value.bytes[...]) {
            reader.report(Self.finding(region, "is not the name of a region", "write it as in eu-west-1"))
        }
        if let prefix, !Self.isPrefix(prefix.value) {
            let hint = "at most 900 bytes, without control characters and without . and .. as folders"
            reader.report(Self.finding(prefix, "cannot be what keys begin with", hint))
        }
        findings += reader.finish()
        guard let bucketName else { return nil }
        self.init(
            selection: selection?.value == true ? .byCaller : .always,
            bucketName: bucketName.value,
            region: region?.value,
            defaultKeyPrefix: prefix?.value
        )
    }

    private static func finding(_ text: Located<ByteString>, _ what: String, _ hint: String) -> ConfigurationFinding {
        .error(.unknownValue, at: text.location, "(\(text.value)) \(what)", hint: hint)
    }

    private static func isBucket(_ name: ByteString) -> Bool {
        let labels = name.bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (3...63).contains(name.count) && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ bytes: ArraySlice<UInt8>) -> Bool {
        let dash = UInt8(ascii: "-")
        return !bytes.isEmpty && bytes.count <= 63 && bytes.first != dash && bytes.last != dash
            && bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == dash }
    }

    /// It becomes folders on the sandbox, which it must not lead out of.
    private static func isPrefix(_ prefix: ByteString) -> Bool {
        let folders = prefix.bytes.split(separator: UInt8(ascii: "/")).map { ByteString(Array($0)) }
        return prefix.count <= 900 && prefix.firstHazard == nil && !folders.contains(".") && !folders.contains("..")
    }
}
