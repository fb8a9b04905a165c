/// An executor of `/bin/sh` that refuses what kaniko 1.24 refuses, as its `cmd/executor/cmd/root.go` has it.
///
/// It builds nothing: it writes down what a build would have found, and a digest where it was asked for one.
enum FakeKaniko {
    static let digest = "sha256:" + String(repeating: "c", count: 64)

    static let script = #"""
        fail() { echo "$1" >&2; exit 1; }
        echo "$*" > "$TEST/call"
        push=yes context= file=Dockerfile digest= destinations=
        while [ $# -gt 0 ]; do
          case $1 in
            --force) shift; continue ;;
            --no-push) push=no; shift; continue ;;
            --context) context=$2 ;;
            --dockerfile) file=$2 ;;
            --destination) destinations="$destinations $2" ;;
            --digest-file) digest=$2 ;;
            --git) case $2 in branch=?*) ;; *) fail "invalid git flag, must be in the key=value format" ;; esac ;;
            --build-arg|--context-sub-path|--insecure-registry) ;;
            --label) case $2 in ?*=*) ;; *) fail "invalid label $2" ;; esac ;;
            *) fail "unknown flag: $1" ;;
          esac
          [ $# -ge 2 ] || fail "flag needs an argument: $1"
          shift 2
        done
        [ $push = no ] || [ -n "$destinations" ] || fail "you must provide --destination, or use --no-push"
        case $context in
          dir://*) context=${context#dir://} ;;
          git://*)
            # It clones by itself; here only what it would show to the host is written down.
            printf '%s\n' "$GIT_USERNAME" "$GIT_PASSWORD" > "$TEST/credentials"
            exit 0 ;;
          *) fail "unknown build context prefix provided in --context" ;;
        esac
        # A file of that name in the working directory would be taken first.
        [ ! -e "$file" ] && [ -f "$context/$file" ] || fail "please provide a valid path to a Dockerfile"
        ls "$context" > "$TEST/context"
        ls -a "$context" | grep -c '^\.git$' > "$TEST/git-folders"
        [ ! -d "$KANIKO_DIR/secrets" ] || stat -c '%a %n' "$KANIKO_DIR"/secrets/* > "$TEST/secrets"
        [ ! -e "$KANIKO_DIR/secrets/token" ] || cp "$KANIKO_DIR/secrets/token" "$TEST/token"
        cat "$DOCKER_CONFIG/config.json" > "$TEST/logins"
        env | cut -d= -f1 | sort > "$TEST/variables"
        [ -z "$FAIL" ] || exit "$FAIL"
        [ -z "$digest" ] || printf 'sha256:%064d' 0 | tr 0 c > "$digest"
        """#
}
