"""The programs that the tests start: browser, database, relay, proxy and the like.

Installed by apt-get where that is allowed (root, or sudo without a password);
otherwise named, and nothing starts. Nothing is skipped. The demo and the measurements
go on without what they only need for a part.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from steps import SetupError

# Package of Debian and Ubuntu → the programs it brings; one of them is enough.
# What a PDF is set with: the product needs it, and says so where it is missing.
PDF = {
    "libharfbuzz-subset0": [
        "/usr/lib/*/libharfbuzz-subset.so.0",
        "/usr/lib64/libharfbuzz-subset.so.0",
    ],
    "libpango-1.0-0": ["/usr/lib/*/libpango-1.0.so.0", "/usr/lib64/libpango-1.0.so.0"],
    "libpangoft2-1.0-0": [
        "/usr/lib/*/libpangoft2-1.0.so.0",
        "/usr/lib64/libpangoft2-1.0.so.0",
    ],
}
TESTS = {
    "chromium": ["chromium"],
    "clamav-daemon": ["clamd", "/usr/sbin/clamd"],
    "coturn": ["turnserver"],
    "iproute2": ["ip"],
    "nftables": ["nft"],
    "nginx": ["nginx"],
    "openssl": ["openssl"],
    "postgresql": ["initdb", "/usr/lib/postgresql/*/bin/initdb"],
    "redis-server": ["redis-server"],
    # They read a board.
    "tesseract-ocr": ["tesseract"],
    "tesseract-ocr-nld": ["/usr/share/tesseract-ocr/*/tessdata/nld.traineddata"],
    **PDF,
}
# What we are only compared with; a measurement can do without.
PEERS = {
    "janus": ["janus"],
    "janus-demos": ["/usr/share/janus/demos/videoroomtest.htm*"],
}


def install_peers() -> None:
    """Where that is allowed; and not as the open service that Debian makes of it."""
    missing = missing_packages(PEERS)
    if not install_or_go_on(PEERS, without="Not compared with all"):
        return
    prefix = apt_get()
    if missing and prefix and shutil.which("systemctl"):
        stop = [*prefix[:-1], "systemctl", "disable", "--now", "janus"]
        subprocess.call(stop, stdin=subprocess.DEVNULL)


def install_or_go_on(programs: dict[str, list[str]], *, without: str) -> bool:
    """False, and a line that begins with `without`, if one of them is not there."""
    try:
        install_system_packages(programs)
    except SetupError as error:
        print(f"{without}: {error}", flush=True)
        return False
    return True


def install_system_packages(programs: dict[str, list[str]]) -> None:
    """Raises SetupError when a program is missing and may not be installed."""
    missing = missing_packages(programs)
    if not missing:
        return
    prefix = apt_get()
    if prefix is None:
        raise SetupError(
            f"Programs are missing here: {', '.join(missing)} "
            f"(Debian, Ubuntu: sudo apt-get install {' '.join(missing)})."
        )
    print(f"System packages: {', '.join(missing)}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        [*prefix, "update", "-q"],
        [*prefix, "install", "-q", "-y", "--no-install-recommends", *missing],
    ):
        if subprocess.call(command, stdin=subprocess.DEVNULL, env=environment):
            raise SetupError(f"This failed, see the lines above: {' '.join(command)}")
    still = missing_packages(programs)
    if still:
        raise SetupError(f"apt-get did not bring what is needed: {', '.join(still)}.")


def missing_packages(programs: dict[str, list[str]]) -> list[str]:
    """In the order of `programs`; empty if all is there."""
    return [
        package
        for package, any_of in programs.items()
        if not any(is_here(program) for program in any_of)
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
