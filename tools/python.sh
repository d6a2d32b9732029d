#!/bin/sh
# Runs its arguments with the first Python on the path that is 3.11 or newer.
for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$name" "$@"
    fi
done
echo "sio needs Python 3.11 or newer, and found none on the path: install it (Debian, Ubuntu: apt install python3 python3-venv)." >&2
exit 1
