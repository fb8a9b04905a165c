/// A `terragrunt` of `/bin/sh` that is as strict as a real one of its version.
///
/// A command or an option that the version does not have is an error. It writes down what it would pass on to Terraform.
///
/// Which version knows what was read in Terragrunt's own sources at the tags v0.27.4, v0.28.1, v0.55.1, v0.73.0, v0.77.22,
/// v0.84.0, v0.97.0 and v1.1.3.
enum FakeTerragrunt {
    /// The program for a version; `calls` is where it writes.
    static func script(_ version: String, calls: String) -> String {
        let numbers = version.split(separator: ".").compactMap { Int($0) }
        let isCurrent = numbers[0] > 0 || numbers[1] > 77 || numbers[1] == 77 && numbers[2] >= 22
        let head = """
            calls='\(calls)'
            fail() { echo "terragrunt: $1" >&2; exit 64; }
            write() { echo "$*" >> "$calls"; }
            [ "$1" = --version ] && { echo "terragrunt version v\(version)"; exit 0; }
            write "terragrunt $*"
            """
        return head + "\n" + (isCurrent ? current : prefixed(numbers)) + "\n"
    }

    private static let verbs = "init|plan|apply|validate|destroy|refresh"

    /// Up to 0.77.21: everything that is not `--terragrunt-…` goes to Terraform.
    private static func prefixed(_ numbers: [Int]) -> String {
        let hasRunAll = numbers[1] > 28 || numbers[1] == 28 && numbers[2] >= 1
        let runAll = hasRunAll ? "run-all) all=-all; shift; verb=$1 ;;" : ""
        return """
            all=
            case "$1" in
              \(runAll)
              plan-all|apply-all|validate-all|destroy-all) all=-all; verb=${1%-all} ;;
              *) verb=$1 ;;
            esac
            shift
            case "$verb" in \(verbs)) ;; *) fail "unknown command $verb" ;; esac
            passed=
            while [ $# -gt 0 ]; do
              case "$1" in
                --terragrunt-non-interactive) asked=no ;;
                --terragrunt-log-level=*|--terragrunt-modules-that-include=*|--terragrunt-parallelism=*) ;;
                --terragrunt-*|--log-level*|--non-interactive) fail "flag provided but not defined: $1" ;;
                *) passed="$passed $1" ;;
              esac
              shift
            done
            [ "$asked" = no ] || fail "would ask"
            write "terraform$all $verb$passed"
            """
    }

    /// From 0.77.22: `run`, with Terragrunt's options before `--` and Terraform's behind it.
    private static let current = """
        [ "$1" = run ] || fail "unknown command: $1. Use terragrunt run -- $1"
        shift
        all=
        while [ $# -gt 0 ] && [ "$1" != -- ]; do
          case "$1" in
            --all) all=-all ;;
            --non-interactive) asked=no ;;
            --log-level=*|--units-that-include=*|--queue-include-units-reading=*|--parallelism=*) ;;
            *) fail "flag provided but not defined: $1" ;;
          esac
          shift
        done
        [ "$1" = -- ] || fail "no --"
        shift
        case "$1" in \(verbs)) ;; *) fail "not a command of Terraform: $1" ;; esac
        for word in "$@"; do case "$word" in --terragrunt-*) fail "Terraform does not know $word" ;; esac; done
        [ "$asked" = no ] || fail "would ask"
        write "terraform$all $*"
        """
}
