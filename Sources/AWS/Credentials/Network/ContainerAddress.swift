import Glibc

/// The endpoint of the container's credentials: an address of this machine's own, or one that is spoken to with TLS.
///
/// Whoever sets the variables must not be able to send the authorization token, or to have credentials come, in plain
/// text from anywhere else.
struct ContainerAddress: Hashable, Sendable {
    let url: HTTPURL

    /// Where ECS answers.
    private static let agent = "169.254.170.2"
    /// The addresses that the ECS agent and EKS answer at.
    private static let known = [agent, "169.254.170.23", "fd00:ec2::23"].compactMap(IPAddress.init)

    /// The path of `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`.
    init(relative path: String) throws(AWSError) {
        // Without the slash it would go on with the host's name.
        guard path.utf8.first == UInt8(ascii: "/"), let url = HTTPURL("http://\(Self.agent)\(path)") else {
            throw AWSError.credentials(
                .validation,
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is no path that begins with a slash"
            )
        }
        self.url = url
    }

    /// The URL of `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
    init(full text: String) throws(AWSError) {
        guard let url = HTTPURL(text) else {
            throw AWSError.credentials(.validation, "AWS_CONTAINER_CREDENTIALS_FULL_URI is no URL")
        }
        guard url.scheme == .https || Self.isAllowed(url.host) else {
            throw AWSError.credentials(
                .validation,
                "AWS_CONTAINER_CREDENTIALS_FULL_URI names the host \(VisibleBytes.text(url.host.utf8)): it has to be "
                    + "https, a loopback address, 169.254.170.2, 169.254.170.23 or [fd00:ec2::23]"
            )
        }
        self.url = url
    }

    private static func isAllowed(_ host: String) -> Bool {
        if host == "localhost" { return true }
        let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        guard let address = IPAddress(bare) else { return false }
        return address.isLoopback || known.contains(address)
    }
}

/// An address in its bytes, 4 or 16, so that no spelling of a name passes for one.
private struct IPAddress: Hashable {
    private let bytes: [UInt8]

    init?(_ text: String) {
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes[..<4])
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self.bytes = bytes
        } else {
            return nil
        }
    }

    var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == Array(repeating: 0, count: 15) + [1]
    }
}
