/// Which of a service's endpoints is meant.
struct EndpointVariant: Hashable, Sendable {
    /// The one that is validated for FIPS 140.
    var usesFIPS: Bool
    /// The one that IPv6 reaches, too.
    var usesDualStack: Bool
}
