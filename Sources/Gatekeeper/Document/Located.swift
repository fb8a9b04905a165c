/// A value and where it was read.
public struct Located<Value> {
    /// The value.
    public var value: Value
    /// Where it stands.
    public var location: SourceLocation

    /// Puts a value at a location.
    public init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
