"""Keeps functions and files small, and shows the ten that come closest to a limit.

A limit is lifted by `# size: reason` (`// size: reason`) on the line of the `def`,
or for a file on its first line. ESLint measures the functions of TypeScript.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("sio", "tests", "tools", "benchmarks", "frontend/src")
ENDINGS = {".py", ".ts", ".css", ".html"}
SKIPPED = {"migrations", "build", "node_modules"}

FILE_LINES = 400
TEST_FILE_LINES = 500
FUNCTION_LINES = 60
VIEW_LINES = 40
ARGUMENTS = 7
SHOWN = 10

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Size:
    """Something measured: `limit` lines or arguments at most, unless lifted."""

    where: str
    what: str
    count: int
    limit: int
    is_lifted: bool

    @property
    def share(self) -> float:
        return self.count / self.limit


def main() -> int:
    """Prints the worst ten, and every size past its limit; 1 if there is one."""
    sizes = [size for path in files() for size in measure(path)]
    worst = sorted(sizes, key=lambda size: size.share, reverse=True)
    functions = [
        size.count for size in sizes if size.what.startswith(("function", "view"))
    ]
    over = [size for size in worst if size.share > 1 and not size.is_lifted]
    print(f"{len(functions)} Python functions, in lines: ", end="")
    print(f"mean {mean(functions):.1f}, median {median(functions):.0f}. The largest:")
    for size in worst[: max(SHOWN, len(over))]:
        mark = "too large" if size in over else "lifted" if size.share > 1 else ""
        print(f"  {size.count:4} of {size.limit:3}  {size.where}  {size.what}  {mark}")
    return 1 if over else 0


def files() -> Iterator[Path]:
    """Those that people write; sorted per folder."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in ENDINGS and not SKIPPED & set(path.parts):
                yield path


def measure(path: Path) -> Iterator[Size]:
    """The file, and each function in it if it is Python."""
    name = str(path.relative_to(ROOT))
    lines = path.read_text().splitlines()
    is_test = name.startswith("tests/") or name.endswith(".test.ts")
    limit = TEST_FILE_LINES if is_test else FILE_LINES
    yield Size(name, "file", len(lines), limit, is_lifted(lines[:1]))
    if path.suffix == ".py":
        is_view_file = "views" in path.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, Function):
                yield from measure_function(node, name, lines, is_view_file)


def measure_function(
    node: Function, name: str, lines: list[str], is_view_file: bool
) -> Iterator[Size]:
    """Its lines, docstring included, and its arguments (not `self` and `cls`)."""
    listed = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    arguments = [each.arg for each in listed if each.arg not in {"self", "cls"}]
    is_view = is_view_file and "request" in arguments[:1]
    limit = VIEW_LINES if is_view else FUNCTION_LINES
    kind = "view" if is_view else "function"
    where = f"{name}:{node.lineno}"
    lifted = is_lifted(lines[node.lineno - 1 : node.body[0].lineno])
    count = (node.end_lineno or node.lineno) - node.lineno + 1
    yield Size(where, f"{kind} {node.name}", count, limit, lifted)
    if not node.name.startswith("test_"):  # those are fixtures
        what = f"arguments of {node.name}"
        yield Size(where, what, len(arguments), ARGUMENTS, lifted)


def is_lifted(lines: list[str]) -> bool:
    """Whether one of the lines gives a reason."""
    return any(
        line.partition(f"{mark} size:")[2].strip()
        for line in lines
        for mark in ("#", "//")
    )


if __name__ == "__main__":
    sys.exit(main())
