import Git
import RunProtocol

/// The files of a commit, with the contents of those that can name others.
struct Snapshot {
    /// Every file.
    let files: [GitPath: TreeFile]
    /// The files directly in each folder that has any.
    let listing: [GitPath: [GitPath]]
    /// Every folder, those with nothing but folders in them, too.
    let folders: Set<GitPath>
    private let contents: [TreeFile.ObjectName: ArraySlice<UInt8>]
    private let links: [GitPath: GitPath]

    /// The files of a commit.
    ///
    /// - Throws: `GitFailed` (69).
    init(of commit: CommitID, in clone: LocalClone, and more: [GitPath] = []) async throws(RunnerError) {
        let files = try await clone.files(of: commit)
        var wanted: Set<TreeFile.ObjectName> = []
        for (path, file) in files where file.kind == .link || file.kind == .file && Self.namesOthers(path) {
            wanted.insert(file.object)
        }
        for path in more { if let file = files[path] { wanted.insert(file.object) } }
        self.init(files, try await clone.contents(of: wanted))
    }

    init(_ files: [GitPath: TreeFile], _ contents: [TreeFile.ObjectName: ArraySlice<UInt8>]) {
        self.files = files
        self.contents = contents
        var listing: [GitPath: [GitPath]] = [:]
        var links: [GitPath: GitPath] = [:]
        for (path, file) in files {
            listing[path.folder, default: []].append(path)
            if file.kind == .link, let target = contents[file.object] {
                // A link out of the repository leads to nothing that a commit could change.
                links[path] = path.folder.appending(target)
            }
        }
        self.links = links
        self.listing = listing.mapValues { $0.sorted() }
        var folders: Set<GitPath> = [.root]
        for folder in listing.keys {
            var folder = folder
            while folders.insert(folder).inserted { folder = folder.folder }
        }
        self.folders = folders
    }

    /// Files whose contents name other files.
    private static func namesOthers(_ path: GitPath) -> Bool {
        path.hasSuffix(".hcl") && !path.isNamed(".terraform.lock.hcl") || path.hasSuffix(".tf")
    }

    /// The content of a file that names others; `nil` for one that is not there.
    func text(_ path: GitPath) -> ArraySlice<UInt8>? {
        files[resolved(path).place].flatMap { contents[$0.object] }
    }

    /// Whether there is a file or a folder, links followed.
    func exists(_ path: GitPath) -> Bool {
        let place = resolved(path).place
        return files[place] != nil || folders.contains(place)
    }

    /// Whether there is any symbolic link.
    var hasLinks: Bool { !links.isEmpty }

    /// What else is read when a place is, because links lead there.
    func behindLinks(_ place: Place) -> Set<Place> {
        var found: Set<Place> = []
        func follow(_ path: GitPath) {
            let (end, passed) = resolved(path)
            guard !passed.isEmpty else { return }
            found.formUnion(passed.map { .file($0) })
            found.insert(folders.contains(end) ? .folder(end) : .file(end))
        }
        switch place {
        case .file(let path): follow(path)
        case .folder(let path):
            follow(path)
            for file in listing[path] ?? [] where links[file] != nil { follow(file) }
        case .beginning: break
        }
        return found
    }

    /// Where a path leads when links are followed, and the links on the way.
    func resolved(_ path: GitPath) -> (place: GitPath, links: [GitPath]) {
        guard !links.isEmpty else { return (path, []) }
        var (place, passed): (GitPath, [GitPath]) = (path, [])
        // As the kernel does: so many links, and no more.
        while passed.count < 40, let (link, target) = firstLink(on: place) {
            passed.append(link)
            guard let next = target.appending(place.bytes[link.bytes.count...]) else { break }
            place = next
        }
        return (place, passed)
    }

    private func firstLink(on path: GitPath) -> (GitPath, GitPath)? {
        var end = path.bytes.startIndex
        while end < path.bytes.endIndex {
            end = path.bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "/")) ?? path.bytes.endIndex
            let prefix = GitPath(path.bytes[..<end])
            if let target = links[prefix] { return (prefix, target) }
        }
        return nil
    }
}
