# shellcheck shell=bash
# Python packages that tests and benchmarks compare with, into .venv; while the list of them is empty there is nothing
# to make.

peers_list=Tests/Peers/requirements.txt

want_for_peers() {
    want_command python3 python3
    if peers_wanted && ! python3 -c 'import ensurepip' 2>/dev/null; then missing_packages+=(python3-venv); fi
}

peers_wanted() {
    [[ -e $peers_list ]] && grep -qE '^[[:space:]]*[^#[:space:]]' "$peers_list"
}

# Makes .venv, unless the one that is there was made from this very list, and fetches what packages carry beside code.
install_peers() {
    peers_wanted || return 0
    install_packages
    # Without it the tests that need it are skipped, and say so.
    if [[ -x .venv/bin/python3 ]]; then .venv/bin/python3 Tests/Peers/fetch_signing_suite.py || true; fi
}

install_packages() {
    if cmp --silent "$peers_list" .venv/made-from; then return 0; fi
    say "installing Python peers into .venv"
    python3 -m venv --clear .venv
    if .venv/bin/pip install --quiet --requirement "$peers_list" >&2; then
        cp "$peers_list" .venv/made-from
    else
        problem "could not install the Python packages of $peers_list" "see above; they come from PyPI"
    fi
}

# Linters of other people's, into .venv/linters: they want other versions of the same packages. Without them their tests are
# skipped, and say so.
install_linters() {
    local list=Tests/Peers/linters.txt
    if cmp --silent "$list" .venv/linters/made-from; then return 0; fi
    say "installing linters into .venv/linters"
    python3 -m venv --clear .venv/linters
    if .venv/linters/bin/pip install --quiet --requirement "$list" >&2; then cp "$list" .venv/linters/made-from; fi
}
