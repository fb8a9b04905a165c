import Glibc
public import SystemPackage

/// The programs that were built beside the tests.
public enum BuiltProgram {
    /// The multi-call program of the entrypoint and the job scripts.
    public static let deployRunner = folder.appending("deploy-runner")
    /// The function that tests of the Lambda runtime call.
    public static let lambdaProbe = folder.appending("lambda-probe")
    /// The invoker as a function.
    public static let invoker = folder.appending("invoker")

    /// The folder that the running test program lies in.
    private static let folder: FilePath = {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &target, target.count)
        precondition(length > 0, "Linux shows every process its own program")
        return FilePath(String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self))
            .removingLastComponent()
    }()
}
