/// Finds the name that a user probably meant.
public enum NearestName {
    /// Longer names are not compared: the work grows with the product of the lengths.
    private static let longestCompared = 64

    /// The candidate at the smallest edit distance, when that is small enough to be a slip of the fingers.
    ///
    /// That is at most a third of the name, and never more than three edits.
    public static func nearest(to name: ByteString, among candidates: some Sequence<ByteString>) -> ByteString? {
        guard !name.isEmpty, name.count <= longestCompared else { return nil }
        var best: (name: ByteString, distance: Int)?
        for candidate in candidates where candidate.count <= longestCompared && candidate != name {
            let allowed = min(3, max(name.count, candidate.count) / 3, (best?.distance ?? .max) - 1)
            guard allowed > 0, abs(name.count - candidate.count) <= allowed else { continue }
            let distance = distance(name.bytes, candidate.bytes)
            if distance <= allowed { best = (candidate, distance) }
        }
        return best?.name
    }

    /// The number of insertions, deletions, substitutions and swaps of neighbours between two texts.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, other) in right.enumerated() {
                var cost = min(last[column] + (byte == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
