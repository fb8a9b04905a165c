/// The house as DESIGN section 3 lays it out: imports point downwards only.
enum House {
    /// The floors, from the cellar up; above them live the mains.
    static let floors: [[String]] = [
        ["CLinuxProcess", "COlderGlibc", "CZlib"],
        ["Patterns"],
        ["RunProtocol", "Gatekeeper", "HCL"],
        ["Supervision", "AWS", "LambdaRuntime"],
        ["Invoker", "Sandbox", "ECS", "Git"],
        ["ChangeDetection"],
        ["Deployer", "Jobs"],
    ]

    /// The engines know the protocol that they implement.
    static let sideways = [Arrow("Sandbox", "Invoker"), Arrow("ECS", "Invoker")]

    /// An import of one room by another.
    struct Arrow: Hashable, CustomStringConvertible {
        let from: String
        let to: String

        init(_ from: String, _ to: String) {
            self.from = from
            self.to = to
        }

        var description: String { "\(from) → \(to)" }
    }

    /// The packages that only some rooms may use; the mains count as one room.
    static let reserved: [(module: String, rooms: [String])] = [
        ("Subprocess", ["Supervision"]),
        ("AsyncHTTPClient", ["AWS", "LambdaRuntime"]),
        ("ArgumentParser", ["Deployer", "mains"]),
        ("Yams", ["Deployer", "mains"]),
        ("GRDB", ["Sandbox"]),
    ]

    /// What must never be linked into the Lambda function, whose start is measured.
    static let heavy: Set = ["ArgumentParser", "Yams", "GRDB", "Subprocess"]

    /// The arrows that point up or sideways, and the targets that have no place in the house.
    static func faults(in targets: [Manifest.Target]) -> [String] {
        let targets = targets.filter(\.isSource)
        let mains = Set(targets.filter(\.isMain).map(\.name))
        func height(_ room: String) -> Int? {
            mains.contains(room) ? floors.count : floors.firstIndex { $0.contains(room) }
        }
        let homeless = targets.filter { height($0.name) == nil }.map { "\($0.name) has no place in the house" }
        let rooms = Set(targets.map(\.name))
        let arrows = targets.flatMap { target in
            target.dependencies.map(\.name).filter(rooms.contains).map { Arrow(target.name, $0) }
        }
        let wrong = arrows.filter { arrow in
            guard let from = height(arrow.from), let to = height(arrow.to) else { return false }
            return to >= from && !sideways.contains(arrow)
        }
        return homeless + wrong.map { "\($0) does not point down" }
    }

    /// Everything that a target links, directly or by way of others.
    static func closure(of name: String, in targets: [Manifest.Target]) -> Set<String> {
        var linked: Set<String> = []
        var next = [name]
        while let name = next.popLast() {
            guard linked.insert(name).inserted, let target = targets.first(where: { $0.name == name }) else { continue }
            next += target.dependencies.map(\.name)
        }
        return linked
    }
}
