import Git
import HCL

/// Reads modules of Terragrunt, each file parsed once however many modules include it.
final class TerragruntReader {
    private let parsed: ParsedFiles
    private var files: [GitPath: TerragruntFile] = [:]
    private var missing: Set<GitPath> = []
    private var searches: [Search: [GitPath]] = [:]

    private struct Search: Hashable {
        let name: String
        let folder: GitPath
    }

    init(_ parsed: ParsedFiles) {
        self.parsed = parsed
    }

    /// A file of Terragrunt; `nil` for one that is not there.
    func file(_ path: GitPath) -> TerragruntFile? {
        if let known = files[path] { return known }
        guard !missing.contains(path) else { return nil }
        guard let body = parsed.body(path) else {
            missing.insert(path)
            return nil
        }
        let file = TerragruntFile(path, body)
        files[path] = file
        return file
    }

    func exists(_ path: GitPath) -> Bool { parsed.snapshot.exists(path) }

    /// Where a name is looked for above a folder, up to the first place that has it: those before would win if they had it.
    func find(_ name: String, above folder: GitPath) -> [GitPath] {
        guard !folder.isRoot else { return [] }
        let search = Search(name: name, folder: folder.folder)
        if let known = searches[search] { return known }
        guard let place = search.folder.appending(name) else { return [] }
        let places = exists(place) ? [place] : [place] + find(name, above: search.folder)
        searches[search] = places
        return places
    }

    /// The module in a folder, as its own file stands there.
    func module(_ folder: GitPath) -> TerragruntFrame? {
        guard let path = folder.appending("terragrunt.hcl"), let file = file(path) else { return nil }
        return TerragruntFrame(file: file, folder: folder, module: folder, reader: self)
    }
}
