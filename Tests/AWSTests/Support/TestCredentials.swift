@testable import AWS

extension AWSCredentials {
    /// The key of AWS's own examples.
    static let example = AWSCredentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )
}
