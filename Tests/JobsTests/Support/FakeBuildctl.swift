/// A `buildctl` of `/bin/sh` that refuses what BuildKit's `cmd/buildctl/build.go` and the parsers beside it refuse.
enum FakeBuildctl {
    static let script = #"""
        fail() { echo "error: $1" >&2; exit 1; }
        [ "$1" = build ] || fail "no command $1"
        shift
        while [ $# -gt 0 ]; do
          [ $# -ge 2 ] || fail "flag needs an argument: $1"
          case $1 in
            --progress) [ "$2" = plain ] || fail "invalid progress mode $2" ;;
            --frontend) [ "$2" = dockerfile.v0 ] || fail "unknown frontend $2" ;;
            --local)
              case $2 in context=*|dockerfile=*) ;; *) fail "invalid value $2" ;; esac
              [ -d "${2#*=}" ] || fail "could not find ${2#*=}"
              [ "${2%%=*}" = context ] || folder=${2#*=} ;;
            --opt)
              case $2 in ?*=*) ;; *) fail "invalid value $2" ;; esac
              case $2 in filename=*) file=${2#*=} ;; build-arg:?*=*|label:?*=*) ;; *) fail "unknown option $2" ;; esac ;;
            --secret)
              case $2 in id=*,src=*) cp "${2#*,src=}" "$TEST/token" || fail "failed to stat ${2#*,src=}" ;;
              *) fail "invalid field $2 must be a key=value pair" ;; esac ;;
            --output) case $2 in type=image,*) ;; *) fail "--output requires type=<type>" ;; esac ;;
            --metadata-file) ;;
            *) fail "flag provided but not defined: $1" ;;
          esac
          shift 2
        done
        [ -f "$folder/$file" ] || fail "failed to read dockerfile: open $file: no such file or directory"
        """#
}
