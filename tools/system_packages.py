"""The programs that the tests start: browser, database, relay, proxy and the like.

Installed by apt-get where that is allowed (root, or sudo without a password);
otherwise named, and the tests don't start. Nothing is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from steps import SetupError

# Package of Debian and Ubuntu → the programs it brings; one of them is enough.
PROGRAMS = {
    "chromium": ["chromium"],
    "coturn": ["turnserver"],
    "redis-server": ["redis-server"],
    "postgresql": ["initdb", "/usr/lib/postgresql/*/bin/initdb"],
    "nginx": ["nginx"],
    "openssl": ["openssl"],
    "gettext": ["xgettext"],
    "iproute2": ["ip"],
    "nftables": ["nft"],
}


def install_system_packages() -> None:
    """Raises SetupError when a program is missing and may not be installed."""
    missing = missing_packages()
    if not missing:
        return
    prefix = apt_get()
    if prefix is None:
        raise SetupError(
            f"The tests need programs that are missing here: {', '.join(missing)} "
            f"(Debian, Ubuntu: sudo apt-get install {' '.join(missing)})."
        )
    print(f"System packages: {', '.join(missing)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["update", "-q"],
        ["install", "-q", "-y", "--no-install-recommends"],
    ):
        packages = missing if command[0] == "install" else []
        full = [*prefix, *command, *packages]
        if subprocess.call(full, stdin=subprocess.DEVNULL, env=environment):
            raise SetupError(f"This failed, see the lines above: {' '.join(full)}")
    still = missing_packages()
    if still:
        raise SetupError(
            f"apt-get did not bring what the tests need: {', '.join(still)}."
        )


def missing_packages() -> list[str]:
    """Sorted as PROGRAMS; empty if all is there."""
    return [
        package
        for package, programs in PROGRAMS.items()
        if not any(is_here(program) for program in programs)
    ]


def is_here(program: str) -> bool:
    """On the path, in a system folder that a user's path may lack, or by pattern."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    if "*" in program:
        return any(Path("/").glob(program.lstrip("/")))
    return shutil.which(program, path=path) is not None


def apt_get() -> list[str] | None:
    """How to start apt-get without being asked anything; None if it can't be."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if not shutil.which("sudo") or subprocess.call(
        ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        return None
    return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]


if __name__ == "__main__":
    try:
        install_system_packages()
    except SetupError as error:
        sys.exit(str(error))
