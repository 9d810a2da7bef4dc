#!/bin/sh
# Prints a Python that jaclib runs on: `scripts/python.sh` the newest, `scripts/python.sh 3.12` that one.
# A Python without venv (Debian packs it apart) is no use here. Pyenv's are found without being switched on.

test_python() {
    "$1" -c "import sys, venv, ensurepip; sys.exit(sys.version_info[:2] not in [(3, minor) for minor in range(11, 16)])" 2>/dev/null
}

for version in ${1:-3.15 3.14 3.13 3.12 3.11}; do
    for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python; do
        if test_python "$candidate"; then
            echo "$candidate"
            exit 0
        fi
    done
done

for candidate in python3 python; do
    if [ -z "$1" ] && test_python "$candidate"; then
        echo "$candidate"
        exit 0
    fi
done

echo "jaclib needs Python ${1:-3.11 to 3.15} with its venv module (on Debian: python3-venv), and found none." >&2
exit 1
