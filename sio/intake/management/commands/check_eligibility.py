"""Whether SIO is possible by the facts in a file, on a day; as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.intake.engine import Result, assess
from sio.intake.facts import parse_facts, plain_date

MOST_BYTES = 64 * 1024


class Command(BaseCommand):
    help = "Print as JSON whether SIO is possible by the facts in FILE, on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FACTS.json")
        parser.add_argument("--on", required=True, metavar="YYYY-MM-DD")

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        on = _day(options["on"])
        try:
            facts = parse_facts(_object(file), on=on)
        except DomainError as error:
            raise CommandError(error.message) from error
        answer = _answer(assess(facts, on))
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))


def _day(text: str) -> date:
    try:
        return plain_date(text)
    except ValueError:
        message = _("--on: dit is geen datum zoals 2017-01-01.")
        raise CommandError(message) from None


def _object(file: Path) -> dict[str, Any]:
    """The one object in the file; raises CommandError with what is wrong with it."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        message = _("%(file)s: dit bestand kan niet gelezen worden.")
        raise CommandError(message % {"file": file.name}) from error
    if len(content) > MOST_BYTES:
        raise CommandError(
            _("Het bestand is te groot om gegevens van één kind te zijn.")
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(_("Het bestand is geen UTF-8.")) from None
    if "\0" in text:
        raise CommandError(_("Er staat een NUL-teken in het bestand."))
    return _parsed(text)


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(
            text, object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        where = getattr(error, "lineno", None)
        line = _(" (regel %(line)s)") % {"line": where} if where else ""
        raise CommandError(_("Dit is geen geldige JSON.") + line) from None
    if not isinstance(found, dict):
        raise CommandError(_("Er hoort één JSON-object te staan, met de gegevens."))
    return found


def _once_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            message = _("%(key)s: dit gegeven staat er twee keer.")
            raise CommandError(message % {"key": json.dumps(key)[:60]})
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise CommandError(_("%(name)s is geen getal.") % {"name": name})


def _answer(result: Result) -> dict[str, Any]:
    """The result in the words of docs/eligibility.md: dates are `from` and `until`."""
    answer = result.as_json()
    for dated in (*answer["rules"], *answer["sets"]):
        dated["from"], dated["until"] = dated.pop("starts_on"), dated.pop("ends_on")
    return answer
