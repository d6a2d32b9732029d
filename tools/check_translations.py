"""Every text on a screen has its French, English and German.

Reads the texts from the sources as `makemessages` would, without gettext's programs:
Django turns a template into something like Python, and Babel reads that.
Fails for a text that is missing, empty or uncertain, or that lost a placeholder,
and for translations of texts that no longer exist.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en", "de")
KEYWORDS: dict[str, Any] = dict.fromkeys(
    name + lazy
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for lazy in ("", "_lazy", "_noop")
) | {"_": None}
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%[sd]")

Key = tuple[str | None, str]  # context, text; of a plural the singular


def main() -> int:
    """Prints what is wrong, one line each; 1 if anything is."""
    settings.configure(USE_I18N=True)
    wanted = dict(sources())
    wrong = [line for language in LANGUAGES for line in compare(language, wanted)]
    for line in wrong:
        print(line)
    print(f"{len(wanted)} texts in {', '.join(LANGUAGES)}: {len(wrong)} to do.")
    return 1 if wrong else 0


def sources() -> Iterator[tuple[Key, str]]:
    """Each text with where it stands."""
    for path in sorted((ROOT / "sio").rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "static" not in path.parts:
            with readable(path) as opened:
                for line, key in texts(opened):
                    yield key, f"{path.relative_to(ROOT)}:{line}"


def readable(path: Path) -> IO[bytes]:
    """Python, or for a template what Django makes of it, without its indentation."""
    text = path.read_text()
    if path.suffix != ".py":
        lines = templatize(text, origin=str(path)).split("\n")
        text = "\n".join(line.lstrip() for line in lines)
    return io.BytesIO(text.encode())


def texts(opened: IO[bytes]) -> Iterator[tuple[int, Key]]:
    """Line and key of each call that asks for a translation."""
    found = extract_python(opened, KEYWORDS, [], {"encoding": "utf-8"})
    for line, function, given, _comments in found:
        arguments = [given] if isinstance(given, str) else list(given)
        context = arguments.pop(0) if "pgettext" in function and arguments else None
        if arguments and arguments[0]:
            yield line, (context, arguments[0])


def compare(language: str, wanted: dict[Key, str]) -> Iterator[str]:
    """What is wrong in this language."""
    path = ROOT / "sio" / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        yield f"{language}: {path.relative_to(ROOT)} is missing"
        return
    with path.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    for (context, text), where in wanted.items():
        problem = problem_with(catalogue, context, text)
        if problem:
            yield f"{language}: {problem}: {text!r} ({where})"
    for message in catalogue:
        if message.id and (message.context, singular(message)) not in wanted:
            yield f"{language}: no longer used: {singular(message)!r}"


def problem_with(catalogue: Catalog, context: str | None, text: str) -> str:
    """Empty if the text is translated."""
    message = catalogue.get(text, context)
    if message is None:
        return "missing"
    string = message.string
    forms = [string] if isinstance(string, str) else list(string or ())
    if not forms or not all(forms):
        return "empty"
    if message.fuzzy:
        return "uncertain (fuzzy)"
    wanted = set(PLACEHOLDER.findall(plural(message)))
    if any(set(PLACEHOLDER.findall(form)) - wanted for form in forms):
        return "has a placeholder too many"
    if set(PLACEHOLDER.findall(forms[-1])) != wanted:
        return "lost a placeholder"
    return ""


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def plural(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


if __name__ == "__main__":
    sys.exit(main())
