/// A machine image.
public struct EC2Image: Hashable, Sendable {
    /// `ami-…`.
    public let id: String
    /// Its name, which no other image of the account has in this region.
    public let name: String
    /// When it was made, as EC2 writes it; later times are later in the order of texts, too.
    public let creationDate: String
    /// Its tags.
    public let tags: [String: String]

    init?(_ item: XMLElement) {
        guard let id = item.text("imageId") else { return nil }
        self.id = id
        name = item.text("name") ?? ""
        creationDate = item.text("creationDate") ?? ""
        tags = item.ec2Tags
    }
}
