"""Debian's Janus in the school's network, with its VideoRoom as it comes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.networks import SCHOOL, inside
from benchmarks.peer_site import DEMOS

PORT = 8088  # where its demo page looks for it
SETTINGS = Path("/etc/janus")
# Only what its video room needs; as Debian sets it.
CONFIGS = ("janus.plugin.videoroom.jcfg", "janus.transport.http.jcfg")
PARTS = {
    "plugins": "libjanus_videoroom.so",
    "transports": "libjanus_http.so",
    "loggers": "",
    "events": "",
}


def is_here() -> bool:
    """Whether both packages, janus and janus-demos, are installed."""
    return bool(shutil.which("janus")) and (DEMOS / "videoroomtest.html").exists()


@contextmanager
def janus(folder: Path) -> Iterator[None]:
    """Runs in the school's namespace; what it writes goes to `folder`."""
    command = [*inside(SCHOOL), "janus", "--config", str(settings(folder))]
    with (
        (folder / "janus.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def settings(folder: Path) -> Path:
    """Its own file of settings in `folder`, beside Debian's of room and door."""
    for name in CONFIGS:
        shutil.copy(SETTINGS / name, folder)
    libraries = next(Path("/usr/lib").glob("*/janus"))
    lines = [f'configs_folder = "{folder}"', "debug_level = 3"]
    for part, library in PARTS.items():
        (folder / part).mkdir()
        if library:
            (folder / part / library).symlink_to(libraries / part / library)
        lines.append(f'{part}_folder = "{folder / part}"')
    path = folder / "janus.jcfg"
    path.write_text("general: {\n  " + "\n  ".join(lines) + "\n}\n")
    return path
