import Glibc
import SystemPackage

/// The folders of this machine that hold its programs and libraries: all that a task sees of the machine, read-only.
struct SystemPaths: Hashable, Sendable {
    /// Symbolic links and folders at the root, in order.
    var roots: [Root]
    /// Files and folders under /etc that programs need, in order.
    var settings: [FilePath]
    /// The same for programs that reach the network.
    var networkSettings: [FilePath]

    /// One entry at the root.
    enum Root: Hashable, Sendable {
        /// A real folder.
        case folder(FilePath)
        /// A symbolic link, as `/bin` is where `/usr` was merged.
        case link(FilePath, to: String)
    }

    var argv: [String] {
        roots.flatMap { root in
            switch root {
            case .folder(let path): ["--ro-bind", path.string, path.string]
            case .link(let path, let target): ["--symlink", target, path.string]
            }
        } + Self.bind(settings)
    }

    var networkArgv: [String] { Self.bind(networkSettings) }

    private static func bind(_ paths: [FilePath]) -> [String] {
        paths.flatMap { ["--ro-bind", $0.string, $0.string] }
    }
}

extension SystemPaths {
    /// What this machine has of them.
    static func ofThisMachine() -> SystemPaths {
        SystemPaths(
            roots: ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"].compactMap(root),
            settings: present(
                "/etc/alternatives",
                "/etc/ld.so.cache",
                "/etc/ld.so.conf",
                "/etc/ld.so.conf.d",
                "/etc/localtime",
                "/etc/ssl",
                "/etc/pki",
                "/etc/ca-certificates",
                "/etc/nsswitch.conf",
                "/etc/protocols",
                "/etc/services"
            ),
            networkSettings: present("/etc/resolv.conf", "/etc/hosts", "/etc/gai.conf")
        )
    }

    /// Whether a program at this path is visible inside without further ado.
    func covers(_ path: FilePath) -> Bool {
        roots.contains { root in
            if case .folder(let folder) = root { path.starts(with: folder) } else { false }
        }
    }

    private static func root(_ name: String) -> Root? {
        let path = FilePath(name)
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink(name, &target, target.count)
        if length > 0 {
            return .link(path, to: String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self))
        }
        return access(name, F_OK) == 0 ? .folder(path) : nil
    }

    private static func present(_ names: String...) -> [FilePath] {
        names.filter { access($0, F_OK) == 0 }.map { FilePath($0) }
    }
}
