/// An element of an answer in XML: its name without a prefix, its text, its children; attributes are not kept.
struct XMLElement: Hashable, Sendable {
    var name: String
    /// What stands between its tags and in no child, entities resolved.
    var text = ""
    var children: [XMLElement] = []

    init(name: String) {
        self.name = name
    }

    /// Reads a document.
    ///
    /// - Throws: `XMLReader.Malformed`.
    init(_ document: [UInt8]) throws(XMLReader.Malformed) {
        var reader = XMLReader(document)
        self = try reader.document()
    }

    /// The first child of that name.
    subscript(name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// The text of the element that these names lead to.
    func text(_ path: String...) -> String? {
        var element = self
        for name in path {
            guard let child = element[name] else { return nil }
            element = child
        }
        return element.text
    }
}
