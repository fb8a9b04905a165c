import Git

/// The places that a change touches, ready to be compared with what modules read.
struct ChangedPlaces {
    private var files: Set<GitPath> = []
    private var folders: [GitPath: [GitPath]] = [:]
    private let submodules: [GitPath]
    /// The files by name, to find those that begin alike: a first commit has as many as there are modules to compare.
    private let sorted: [GitPath]

    /// Places of changed files; what is in a folder of Terraform or Terragrunt (`configured`) belongs to no folder above.
    init(_ changes: [FileChange], configured: Set<GitPath>) {
        sorted = changes.map(\.path).sorted()
        submodules = changes.filter(\.isSubmodule).map(\.path)
        for change in changes {
            files.insert(change.path)
            var folder = change.path
            repeat {
                folder = folder.folder
                folders[folder, default: []].append(change.path)
            } while !folder.isRoot && !configured.contains(folder)
        }
    }

    /// The changed files in some places, in order.
    func reasons(in places: Set<Place>) -> [GitPath] {
        var found: Set<GitPath> = []
        for place in places {
            switch place {
            case .file(let path): if files.contains(path) { found.insert(path) }
            case .folder(let path): found.formUnion(folders[path] ?? [])
            case .beginning(let path): found.formUnion(files(beginningLike: path))
            }
            // A submodule is a file to git, and a folder to whoever reads something in it.
            found.formUnion(submodules.filter(place.path.isInside))
        }
        return found.sorted()
    }

    private func files(beginningLike path: GitPath) -> ArraySlice<GitPath> {
        var (low, high) = (sorted.startIndex, sorted.endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle] < path { low = middle + 1 } else { high = middle }
        }
        return sorted[low...].prefix { $0.bytes.starts(with: path.bytes) }
    }
}
