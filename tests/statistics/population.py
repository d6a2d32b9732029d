"""Trajects of before the system, at random or one by one, and a naive way to count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import strategies as st

from sio.statistics.models import HistoryImport, HistoryRow
from sio.trajects.models import PseudonymRow

CUTOFF = datetime(2017, 2, 10, tzinfo=UTC)
UNTIL = "2017-02"  # its month
MAIN = {"eating": "psychological", "anxiety": "psychological", "blood": "physical"}


@dataclass(frozen=True, order=True)
class Traject:
    """Months are "2015-09"; whose it is, is a number."""

    started: str
    ended: str = ""
    whose: int = 1
    province: str = "BE-VAN"
    level: str = "primary"
    group: str = "blood"
    pauses: tuple[tuple[str, str], ...] = field(default=())

    @property
    def suspended(self):
        return " ".join(f"{first}/{last}" for first, last in self.pauses)

    @property
    def says(self):
        return (self.province, self.level, MAIN.get(self.group, ""), self.group)


def month(number):
    return f"{number // 12}-{number % 12 + 1:02}"


@st.composite
def trajects(draw):
    start = draw(st.integers(2013 * 12, 2017 * 12 + 3))
    length = draw(st.integers(0, 30))
    pauses = []
    for _number in range(draw(st.integers(0, 2))):
        first = start + draw(st.integers(0, 30))
        last = first + draw(st.integers(0, 14))
        pauses.append((month(first), draw(st.sampled_from(["", month(last)]))))
    return Traject(
        started=month(start),
        ended=draw(st.sampled_from(["", month(start + length)])),
        whose=draw(st.integers(1, 6)),
        province=draw(st.sampled_from(["BE-VAN", "BE-BRU", "BE-WLG", ""])),
        level=draw(st.sampled_from(["nursery", "primary", "secondary", ""])),
        group=draw(st.sampled_from([*MAIN, ""])),
        pauses=tuple(pauses),
    )


populations = st.lists(trajects(), max_size=12)


def as_extract(some):
    """The same with an end: what still runs goes as far as the extract does."""
    return [replace(one, ended=one.ended or max(one.started, UNTIL)) for one in some]


def take_in(some, *, own=()):
    """These as history, and those of our own."""
    HistoryRow.objects.all().delete()
    PseudonymRow.objects.all().delete()
    HistoryImport.objects.all().delete()
    batch = HistoryImport.objects.create(name="x", source="x", sha256="x", stage="done")
    HistoryRow.objects.bulk_create(
        HistoryRow(batch=batch, pupil=f"{one.whose:032x}", **columns(one))
        for one in as_extract(some)
    )
    PseudonymRow.objects.bulk_create(
        PseudonymRow(pupil=UUID(int=one.whose), **columns(one)) for one in own
    )
    return batch


def columns(one):
    return {
        "province": one.province,
        "level": one.level,
        "main": MAIN.get(one.group, ""),
        "group": one.group,
        "started": one.started,
        "ended": one.ended,
        "suspended": one.suspended,
    }


def school_months(names):
    """How many of these months are no summer; one if they are a summer alone."""
    in_school = [name for name in names if name[5:] not in ("07", "08")]
    return len(in_school) or min(1, len(names))


@dataclass
class PupilYear:
    """What one pupil did in one school year, counted month by month."""

    months: set = field(default_factory=set)
    active: set = field(default_factory=set)
    trajects: int = 0
    says: tuple = ()
    earlier: str = ""


def year_of(name):
    first = date.fromisoformat(f"{name}-01")
    return first.year if first.month >= 9 else first.year - 1


def months_of(first, last, cutoff=UNTIL):
    """Each month by name, up to the cut-off."""
    last = min(last or cutoff, cutoff)
    year, number = int(first[:4]), int(first[5:])
    while (name := f"{year}-{number:02}") <= last:
        yield name
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)


def stop(one, cutoff):
    """When it stopped; what runs at the cut-off sorts after all that has."""
    return one.ended if one.ended and one.ended <= cutoff else "running"


def by_hand(some, cutoff=UNTIL):
    """{(pupil, school year): PupilYear}, the slow and plain way."""
    found = defaultdict(PupilYear)
    ordered = sorted(
        some, key=lambda one: (stop(one, cutoff), one.started, one.suspended, one.says)
    )
    for one in ordered:
        ran = set(months_of(one.started, one.ended, cutoff))
        paused = {
            name for pause in one.pauses for name in months_of(*pause, cutoff=cutoff)
        }
        for year in {year_of(name) for name in ran}:
            place = found[one.whose, year]
            these = {name for name in ran if year_of(name) == year}
            place.months |= these
            place.active |= these - paused
            place.trajects += 1
            place.says = one.says
    years = {year for _whose, year in found}
    for (whose, year), place in found.items():
        was_there = any(w == whose and y < year for w, y in found)
        new = "no" if year - 1 in years else ""
        place.earlier = "yes" if was_there else new
    return found
