extension ConfigurationFinding {
    /// What can be found in a document; the raw values are stable and may be searched for.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // The shape of a document.
        case malformed = "malformed"
        case empty = "empty"
        case wrongType = "wrong-type"
        case unknownField = "unknown-field"
        case duplicateField = "duplicate-field"
        case missingField = "missing-field"
        case unknownValue = "unknown-value"
        case outOfRange = "out-of-range"

        // Names.
        case invalidContainerName = "invalid-container-name"
        case invalidScriptName = "invalid-script-name"
        case invalidOptionName = "invalid-option-name"
        case invalidEnvironmentName = "invalid-environment-name"
        case protectedEnvironmentName = "protected-environment-name"
        case hazardousText = "hazardous-text"

        // Containers.
        case containerDefinedTwice = "container-defined-twice"
        case severalDefaultContainers = "several-default-containers"
        case noContainers = "no-containers"
        case noScripts = "no-scripts"
        case missingImage = "missing-image"
        case missingImageTag = "missing-image-tag"
        case movingImageTag = "moving-image-tag"
        case imageTaggedTwice = "image-tagged-twice"
        case invalidSecret = "invalid-secret"
        case secretInPlainText = "secret-in-plain-text"
        case environmentSetTwice = "environment-set-twice"

        // Rules of a script.
        case invalidPattern = "invalid-pattern"
        case loosePattern = "loose-pattern"
        case emptyPattern = "empty-pattern"
        case nullRule = "null-rule"
        case anyOption = "any-option"
        case optionListedTwice = "option-listed-twice"
        case optionAllowedAndRestricted = "option-allowed-and-restricted"
        case ruleWithoutEffect = "rule-without-effect"
        case patternForOptionWithoutValue = "pattern-for-option-without-value"
        case hardcodedValueRefused = "hardcoded-value-refused"
        case hardcodedOptionOpenToCallers = "hardcoded-option-open-to-callers"
        case ambiguousOption = "ambiguous-option"
        case unrestrictedRepository = "unrestricted-repository"
        case unrestrictedApplyRefs = "unrestricted-apply-refs"
        case nothingApplies = "nothing-applies"
        case nothingAllowed = "nothing-allowed"

        // Task sizes.
        case defaultOverMaximum = "default-over-maximum"
        case unsupportedSize = "unsupported-size"
    }
}
