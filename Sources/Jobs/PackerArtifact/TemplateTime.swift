/// One of two times at which a template is read, to see what depends on when it is read.
///
/// The two differ in every digit of their date and time, with twelve hours or twenty-four, and in every digit of an
/// identifier; the names of their months and days have the same length and no letter in the same place, but for the end
/// of every day's. So whatever a template makes of them differs where they stand and nowhere else.
enum TemplateTime: CaseIterable, Sendable {
    case first
    case second

    /// As `timestamp()` gives it.
    var timestamp: String {
        switch self {
        case .first: "2001-02-02T00:00:00Z"
        case .second: "1910-11-14T15:11:11Z"
        }
    }

    /// As `uuidv4()` gives it.
    var uuid: String {
        switch self {
        case .first: "00000000-0000-0000-0000-000000000000"
        case .second: "11111111-1111-1111-1111-111111111111"
        }
    }

    /// In the place of whatever else is known only when an image is built.
    var mark: String {
        switch self {
        case .first: "0"
        case .second: "1"
        }
    }
}
