"""All of workflow, rules, actions and protocol is tested, and 90 % of the rest."""

from __future__ import annotations

import subprocess
import sys

RULES = ",".join(
    f"sio/*/{name}"
    for part in ("workflow", "rules", "actions", "protocol")
    for name in (f"{part}.py", f"{part}/*.py")
)


def report(title: str, *options: str) -> bool:
    """Prints what is not covered; whether that is little enough."""
    print(f"{title}:")
    command = [sys.executable, "-m", "coverage", "report", *options]
    return subprocess.call(command) == 0


if __name__ == "__main__":
    passed = [
        report(
            "Workflow, rules, actions, protocol",
            f"--include={RULES}",
            "--fail-under=100",
        ),
        report("The rest", f"--omit={RULES}", "--fail-under=90"),
    ]
    sys.exit(not all(passed))
