"""Keeping the rows of the figures in step with files, without a way back to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from sio.core.among_others import write_among_others
from sio.core.time import school_year, this_school_year, today
from sio.trajects.models import (
    HealthPart,
    PseudonymRow,
    Pupil,
    ReasonGroup,
    Traject,
    TrajectChange,
)
from sio.trajects.workflow import OVER, RUNNING, State

AT_ONCE = 500  # files in one go; they hide each other
Move = tuple[str, str, datetime]  # old state, new state, when


def keep_pseudonym(traject: Traject, *, moved: bool = False) -> None:
    """Make the pseudonymous row of a file say what the file says; safe to repeat.

    There is a row once the traject has started. Call it after whatever changes the
    reason group, the school, the level, the start or the end; a pause, and a school
    that moves, are found by `renew_rows`. One that has ended stays in the province in
    which it did, unless the file itself was `moved` to another school. Asks no right.
    """
    _keep([traject.pk], moved=moved)


def renew_rows() -> int:
    """Write anew the rows that no longer say what their file says; how many.

    A school knows nothing of its files, so its screen and the list of schools can't do
    this: where it is in another province now, so is who still runs there. A pause moves
    many files at once, and waits for this. Rows of before there was a number of the
    child get one. Safe to repeat: what is in step is not touched.
    """
    started = TrajectChange.objects.filter(
        traject=OuterRef("traject"), new=State.ACTIVE
    )
    parts = HealthPart.objects.filter(Exists(started)).order_by("pk")
    held = {str(row.key): row for row in PseudonymRow.objects.order_by()}
    facts = parts.values_list(
        "traject", "pseudonym", "traject__state", "traject__school__province"
    )
    stale = [
        pk
        for pk, key, state, province in facts
        if not _in_step(held.get(key), state, province or "")
    ]
    for place in range(0, len(stale), AT_ONCE):
        _keep(stale[place : place + AT_ONCE])
    return len(stale)


def give_one_number(pupil: Pupil) -> None:
    """See that all files of a child bear one number in the figures; safe to repeat."""
    parts = _parts_of(pupil)
    numbers = [one.pupil_pseudonym for one in parts if one.pupil_pseudonym]
    _renumber([one for one in parts if one.pupil_pseudonym], *numbers[:1])


def give_new_number(traject_pk: int) -> None:
    """Give a file that is of another child a number of its own in the figures."""
    parts = HealthPart.objects.filter(pk=traject_pk).select_for_update()
    _renumber([one for one in parts if one.pupil_pseudonym], str(uuid4()))


def suspended_months(moves: Iterable[Move]) -> str:
    """The months that were paused from the first day to the last, of Brussels.

    The day of the pause is paused, that of going on is not; a pause that the end
    follows lasts to the end of that month. In "2020-03/2020-05 2020-11/" the last one
    goes on.
    """
    periods = []
    since: date | None = None
    for old, new, at in moves:
        day = timezone.localdate(at)
        if new == State.PAUSED:
            since = day
        elif old == State.PAUSED and since is not None:
            last = _number(day) - (new != State.ENDED)
            if _first_whole(since) <= last:
                periods.append(f"{_name(_first_whole(since))}/{_name(last)}")
            since = None
    if since is not None:
        periods.append(f"{_name(_first_whole(since))}/")
    return " ".join(periods)


def _in_step(row: PseudonymRow | None, state: str, province: str) -> bool:
    """Whether a row needs nothing, by what changes without a call."""
    if row is None or row.pupil is None or row.places != _places_of_past(row):
        return False
    if row.ended:
        return True
    if state in OVER or state == State.LATER:
        return False
    is_paused = row.suspended.endswith("/")
    return row.province == province and is_paused == (state == State.PAUSED)


@transaction.atomic
def _keep(pks: Sequence[int], *, moved: bool = False) -> None:
    moves = _moves_of_started(pks)
    if not moves:
        return
    parts = _locked_parts(moves)
    _give_keys(parts)
    mains = dict(ReasonGroup.objects.values_list("code", "main"))
    places = _places(moves)
    held = PseudonymRow.objects.in_bulk([UUID(one.pseudonym) for one in parts])
    rows = []
    for part in parts:
        key = UUID(part.pseudonym)
        level, province = places[part.pk]
        old = held.get(key)
        if old is not None and old.ended:
            # Moved after its end the file was wrong: then no year stays as it was.
            old, province = (None, province) if moved else (old, old.province)
        group = part.group_code if part.group_code in mains else ""
        rows.append(
            PseudonymRow(
                key=key,
                pupil=UUID(part.pupil_pseudonym),
                group=group,
                main=mains.get(group, ""),
                level=level,
                province=province,
                places=_places_of_past(old) if old else "",
                **_months(moves[part.pk]),
            )
        )
    write_among_others(PseudonymRow, rows)


def _parts_of(pupil: Pupil) -> list[HealthPart]:
    parts = HealthPart.objects.filter(traject__pupil=pupil).order_by("pk")
    return list(parts.select_for_update(of=("self",)))


def _renumber(parts: list[HealthPart], number: str = "") -> None:
    for part in parts:
        part.pupil_pseudonym = number
    HealthPart.objects.bulk_update(parts, ["pupil_pseudonym"])
    _keep([one.pk for one in parts])


def _moves_of_started(pks: Sequence[int]) -> dict[int, list[Move]]:
    """The moves of each file that ever ran, from its first start on."""
    changes = TrajectChange.objects.filter(traject__in=pks).order_by("at", "pk")
    found: defaultdict[int, list[Move]] = defaultdict(list)
    for pk, old, new, at in changes.values_list("traject", "old", "new", "at"):
        if new == State.ACTIVE or pk in found:
            found[pk].append((old, new, at))
    return dict(found)


def _months(moves: list[Move]) -> dict[str, str]:
    """Columns of a row; a file that goes on after its end has none yet."""
    return {
        "started": _month(moves[0][2]),
        "ended": _end(moves),
        "suspended": suspended_months(moves),
    }


def _end(moves: list[Move]) -> str:
    """The month in which it ceased to run, however that went; empty while it runs.

    A file may go back to its preparation, and be given up from there.
    """
    ended = ""
    for _old, new, at in moves:
        if new == State.ACTIVE:
            ended = ""
        elif new not in RUNNING:
            ended = ended or _month(at)
    return ended


def _locked_parts(pks: Iterable[int]) -> list[HealthPart]:
    wanted = HealthPart.objects.filter(traject__in=list(pks)).order_by("pk")
    missing = set(pks) - set(wanted.values_list("pk", flat=True))
    HealthPart.objects.bulk_create(
        (HealthPart(traject_id=pk) for pk in sorted(missing)), ignore_conflicts=True
    )
    return list(wanted.select_for_update())


def _give_keys(parts: list[HealthPart]) -> None:
    """See that each knows the key of its row, and the number of its child."""
    new = [one for one in parts if not (one.pseudonym and one.pupil_pseudonym)]
    if not new:
        return
    files = Traject.objects.filter(pk__in=[one.pk for one in new]).order_by()
    whose = dict(files.values_list("pk", "pupil"))
    # Of two files of a child that start at once, the second one waits here.
    pupils = Pupil.objects.filter(pk__in=set(whose.values())).order_by("pk")
    list(pupils.select_for_update(no_key=True).values_list("pk"))
    theirs = HealthPart.objects.filter(traject__pupil__in=set(whose.values()))
    numbers: dict[int, str] = {}
    for pupil, number in theirs.values_list("traject__pupil", "pupil_pseudonym"):
        if number:
            numbers[pupil] = number
    for part in new:
        part.pseudonym = part.pseudonym or str(uuid4())
        number = numbers.setdefault(whose[part.pk], str(uuid4()))
        part.pupil_pseudonym = part.pupil_pseudonym or number
    HealthPart.objects.bulk_update(
        new, ["pseudonym", "pupil_pseudonym"], batch_size=200
    )


def _places(pks: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Level, and province of the school, by file."""
    files = Traject.objects.filter(pk__in=list(pks)).order_by()
    facts = files.values_list("pk", "level", "school__province")
    return {pk: (level, province or "") for pk, level, province in facts}


def _places_of_past(row: PseudonymRow) -> str:
    """What a row says of each school year that is past: what it said when that ended.

    The first time after the summer it still says so itself.
    """
    first = _school_year(row.started)
    last = min(
        _school_year(row.ended or _name(_number(today()))), this_school_year() - 1
    )
    missing = last - first + 1 - len(row.places) // row.PLACE_SIGNS
    now = f"{row.province:<{row.PROVINCE_SIGNS}}{row.level:<{row.LEVEL_SIGNS}}"
    return row.places + now * missing


def _school_year(month: str) -> int:
    return school_year(date.fromisoformat(f"{month}-01"))


def _month(moment: datetime) -> str:
    return _name(_number(timezone.localdate(moment)))


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_whole(day: date) -> int:
    """The first month that is paused whole if the pause begins on this day."""
    return _number(day) + (day.day > 1)


def _name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"
