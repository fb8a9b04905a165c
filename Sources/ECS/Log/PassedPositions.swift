/// A position that a reading passed some time ago: what becomes visible late by less than that lies behind it.
struct PassedPositions: Hashable, Sendable {
    private var older = LogPosition.head
    private var newer = LogPosition.head
    private var notedAt = Duration.zero

    /// How long ago the position was passed, at least, when there was one then.
    static let age = Duration.seconds(30)

    /// The position, passed between one and two ages ago.
    var position: LogPosition { older }

    /// Notes where the reading is.
    mutating func note(_ position: LogPosition, at time: Duration) {
        guard time - notedAt >= Self.age else { return }
        (older, newer, notedAt) = (newer, position, time)
    }
}
