# shellcheck shell=bash
# Swift and Terraform: not in Debian, so the set-up only looks for them.

# require_version NAME LEAST FOUND HOW: a problem unless FOUND (MAJOR.MINOR…, empty when missing) is at least LEAST.
require_version() {
    local name=$1 least=$2 found=$3 how=$4
    if [[ -z $found ]]; then
        problem "missing: $name $least or later" "$how"
    elif [[ $(printf '%s\n' "$least" "$found" | sort --version-sort | head -n 1) != "$least" ]]; then
        problem "$name is too old: this is $found, $least or later is needed" "$how"
    fi
}

require_swift() {
    local found=""
    if command -v swift >/dev/null; then
        found=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)+).*/\1/p' | head -n 1)
    fi
    require_version Swift 6.3 "$found" "install it from https://www.swift.org/install/linux and put swift on the PATH"
}

require_terraform() {
    local found=""
    if command -v terraform >/dev/null; then
        # Without its check for a newer version, which asks the network.
        found=$(CHECKPOINT_DISABLE=1 terraform version 2>/dev/null | sed -nE 's/^Terraform v([0-9.]+).*/\1/p' | head -n 1)
    fi
    require_version Terraform 1.5 "$found" \
        "install it from https://developer.hashicorp.com/terraform/install and put terraform on the PATH"
}
