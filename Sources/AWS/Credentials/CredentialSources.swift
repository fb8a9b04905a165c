import RunProtocol

/// Makes the sources from an environment, the shared files and a session.
struct CredentialSources: Sendable {
    let environment: [String: String]
    let files: AWSSharedFiles
    let core: SessionCore

    var variables: Environment { Environment(environment) }

    /// The whole chain.
    func standard() -> CredentialChain {
        let profile = files.profileName
        let known: [any CredentialSource] = files.isProfileNamed ? [NamedProfileCheck(files: files)] : []
        let sources: [any CredentialSource] =
            [environmentVariables, AssumedRoleSource(profile, self)] + ofProfile(profile, variables)
            + [container, instanceMetadata]
        return CredentialChain(sources: known + sources)
    }

    /// What a profile can say about credentials of its own, in botocore's order.
    ///
    /// - Parameters:
    ///   - profile: its name.
    ///   - variables: those that may name a web identity instead of the profile; none for a `source_profile`.
    /// - Returns: its sources, whether they have any or not.
    func ofProfile(_ profile: String, _ variables: Environment) -> [any CredentialSource] {
        let values = files.profile(profile) ?? [:]
        return [
            WebIdentitySource(variables, profile: values, core: core),
            SSOSource(profile, self),
            StaticKeysSource.credentialsFile(files, profile: profile),
            ConsoleLoginSource(profile: profile, values: values),
            ProcessSource(profile: profile, values: values, environment: environment, now: core.time),
            StaticKeysSource.configFile(files, profile: profile),
        ]
    }

    /// What `credential_source` names.
    func named(_ name: String) -> (any CredentialSource)? {
        switch name {
        case "Environment": environmentVariables
        case "EcsContainer": container
        case "Ec2InstanceMetadata": instanceMetadata
        default: nil
        }
    }

    private var environmentVariables: any CredentialSource { EnvironmentSource(variables, now: core.time) }
    private var container: any CredentialSource { ContainerSource(variables, core: core) }
    private var instanceMetadata: any CredentialSource {
        InstanceMetadataSource(variables, profile: files.activeProfile, core: core)
    }
}

extension CredentialSources: CustomReflectable {
    /// Empty: the environment and the files hold secrets.
    var customMirror: Mirror { Mirror(self, children: []) }
}
