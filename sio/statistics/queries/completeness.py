"""How complete the figures are, in sentences: what who reads them must know.

Where small numbers are hidden, these tell none either: of what is not known they say
only at most how much, roughly, and always, for silence would tell as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sio.casework.models import Round
from sio.core.time import school_year_dates
from sio.statistics.cells import year_name
from sio.statistics.families.pupils import PUPILS
from sio.statistics.families.rounds import REACH
from sio.statistics.families.words import plain
from sio.statistics.models import HistoryRow, KeptRow, Release
from sio.statistics.queries.history import imports_that_count
from sio.statistics.workflow import Mode

# Of these columns of the pupils' rows it is said how many are empty.
_ASKED: dict[str, Promise] = {
    "province": gettext_lazy("de provincie van de school"),
    "level": gettext_lazy("het onderwijsniveau"),
    "main": gettext_lazy("de reden"),
}
_ROUGHLY = (1, 2, 5, 10, 25, 50)  # in a hundred
_OF_ROUNDS = "contact_round_"  # cubes of contact rounds begin with it


def sentences_of(
    release: Release, names: Iterable[str], dumps: Mapping[str, str]
) -> Iterator[str]:
    """Of the cubes with these names, counted from these rows; most important first.

    In the language that is active.
    """
    yield from _unfinished(release)
    if PUPILS.name in dumps:
        yield from _unknown(release, dumps[PUPILS.name])
        yield from _from_history(release)
    if any(name.startswith(_OF_ROUNDS) for name in names):
        yield from _unreached(release)


def _unfinished(release: Release) -> Iterator[str]:
    assert release.cutoff_at is not None
    cutoff = timezone.localdate(release.cutoff_at)
    _first, last = school_year_dates(release.last_year)
    if cutoff <= last:
        said = _(
            "Het schooljaar %(year)s is nog niet voorbij: het is geteld tot en met "
            "%(day)s."
        )
        yield said % {"year": year_name(release.last_year), "day": f"{cutoff:%d/%m/%Y}"}


def _unknown(release: Release, text: str) -> Iterator[str]:
    heading, *lines = text.removesuffix("\n").split("\n")
    keys = heading.split("\t")
    rows = [line.split("\t") for line in lines]
    for key, words in _ASKED.items():
        empty = sum(row[keys.index(key)] == "" for row in rows)
        if release.mode == Mode.UNSUPPRESSED:
            if empty:
                said = ngettext(
                    "Van %(count)s leerling is %(what)s onbekend.",
                    "Van %(count)s leerlingen is %(what)s onbekend.",
                    empty,
                )
                yield said % {"count": empty, "what": words}
        elif rows:
            yield _roughly(empty, len(rows), release.k) % {"what": words}


def _roughly(empty: int, total: int, k: int) -> str:
    """Never so exact that a number below k, or none, could be told from it."""
    for part in _ROUGHLY:
        if part * total >= 100 * max(empty, 2 * k):
            said = _(
                "Van hoogstens %(part)s op de 100 leerlingen is %(what)s onbekend."
            )
            return said.replace("%(part)s", str(part))
    return _("Van een deel van de leerlingen kan %(what)s onbekend zijn.")


def _from_history(release: Release) -> Iterator[str]:
    """Of extracts with a traject in these school years."""
    first, last = (
        f"{school_year_dates(year)[place]:%Y-%m}"
        for place, year in enumerate((release.first_year, release.last_year))
    )
    within = HistoryRow.objects.filter(started__lte=last, ended__gte=first)
    counted = imports_that_count().filter(pk__in=within.values("batch"))
    for source in dict.fromkeys(counted.values_list("source", flat=True)):
        said = _("Trajecten van voor dit systeem komen uit een uittreksel: %(source)s.")
        yield said % {"source": source.rstrip(".")}


def _unreached(release: Release) -> Iterator[str]:
    """Rounds that the figures count, of which a family was not reached.

    Also if its file was erased since.
    """
    years = range(release.first_year, release.last_year + 1)
    first, _end = school_year_dates(release.first_year)
    _begin, last = school_year_dates(release.last_year)
    asked = Round.objects.filter(
        opened_at__date__range=(first, last),
        opened_at__lte=release.cutoff_at,
        calls__answers_given=0,
    )
    erased = KeptRow.objects.filter(
        family=REACH.name, content__reached="no", content__school_year__in=list(years)
    )
    names = {
        *map(plain, asked.values_list("name", flat=True)),
        *erased.values_list("content__round", flat=True),
    }
    for name in sorted(names):
        said = _("Bij de bevraging “%(name)s” is niet elk gezin bereikt.")
        yield said % {"name": name}
