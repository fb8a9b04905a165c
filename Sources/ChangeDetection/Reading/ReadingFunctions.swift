import HCL

/// Functions of Terraform and Terragrunt that read a file or a folder, named by their first argument.
enum ReadingFunctions {
    /// What a call reads.
    static func kind(_ name: String) -> Kind? {
        if name == "fileset" { return .folder }
        return files.contains(name) ? .file : nil
    }

    enum Kind {
        case file
        case folder
    }

    private static let files: Set<String> = [
        "file", "fileexists", "filebase64", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512",
        "filebase64sha256", "filebase64sha512", "sops_decrypt_file", "read_tfvars_file", "mark_as_read",
    ]
}
