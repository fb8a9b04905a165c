import Git

/// Reads folders of Terraform, each once however many modules call it.
final class TerraformReader {
    private let parsed: ParsedFiles
    private var folders: [GitPath: TerraformFolder] = [:]

    init(_ parsed: ParsedFiles) {
        self.parsed = parsed
    }

    /// What the files of a folder say.
    func folder(_ path: GitPath) -> TerraformFolder {
        let place = parsed.snapshot.resolved(path).place
        if let known = folders[place] { return known }
        let folder = TerraformFolder(place, in: parsed)
        folders[place] = folder
        return folder
    }

    /// A folder and every folder whose module it calls, at whatever distance; a circle of calls ends.
    func closure(of path: GitPath) -> [TerraformFolder] {
        var found: [TerraformFolder] = []
        var seen: Set<GitPath> = []
        var waiting = [path]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            let folder = folder(next)
            found.append(folder)
            waiting += folder.sources
        }
        return found
    }
}
