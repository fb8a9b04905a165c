import Deployer
import Glibc

/// The CLI; all of it is in the library, where tests can call it.
@main
enum InfrastructureDeployerMain {
    static func main() async {
        exit(await Deployer.main())
    }
}
