"""A population for the figures: so many files with their moves, and 50 uses each.

Made up, and the same at every run on one day. What there are millions of is written as
plain rows, past Django's objects: COPY on PostgreSQL, one statement on SQLite.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock
from random import Random
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from benchmarks import office_people
from benchmarks.office_people import LEVELS, Office, add
from sio.casework.models import ContactMoment
from sio.core.time import school_year
from sio.intake.models import WindowChange
from sio.lessons.models import Slot
from sio.schools.models import SchoolClass
from sio.trajects.models import PseudonymRow, Pupil, ReasonGroup, Traject, TrajectChange
from sio.trajects.workflow import State

T = TypeVar("T")
Row = tuple[object, ...]
USES_EACH = 50
YEARS = 12
SETS_FREE = 30
# Of ten files eight begin; of a hundred pupils fifteen have a second file.
BEGINS, TWICE = 0.8, 0.15
MONTHS = (2, 3, 4, 5, 6, 7, 8, 9, 10)
SHARES = (4, 6, 9, 13, 16, 18, 14, 10, 10)
BEFORE = ("contact", "feasibility", "agreed", "preparing", "active")
NOT_BEGUN = (State.REFUSED, State.WITHDRAWN, State.NOT_FEASIBLE)
OPEN = (State.APPLIED, State.CONTACT, State.FEASIBILITY, State.WAITING)

MOVES = ("traject", "old", "new", "reason", "by", "at")
MOMENTS = ("traject", "with_whom", "how", "reached", "happened_at")
MOMENTS_MORE = ("note", "key", "by", "created_at")
SLOTS = ("traject", "weekday", "part", "kind", "starts_at", "ends_at")
SLOTS_MORE = ("subject", "room", "starts_on", "ended_on")
USES = ("connection", "traject", "started_at", "stopped_at")
# The n-th use of a file: some day on which it ran, between 7 and 14 o'clock UTC, for 20
# minutes up to two and a half hours.
USES_SQL = {
    "postgresql": """
        INSERT INTO lessons_use (connection, traject_id, started_at, stopped_at)
        SELECT CAST(LPAD(TO_HEX(key), 8, '0') || '-0000-4000-8000-'
            || LPAD(TO_HEX(n), 12, '0') AS uuid), key, at,
            at + (20 + n * 7 %% 130) * INTERVAL '1 minute'
        FROM (
            SELECT key, n, CAST(began AS timestamp) AT TIME ZONE 'UTC'
                + (n * 37 %% days) * INTERVAL '1 day'
                + (420 + (key + n * 61) %% 420) * INTERVAL '1 minute' AS at
            FROM ran, GENERATE_SERIES(1, %s) AS n
        ) AS made
    """,
    "sqlite": """
        WITH RECURSIVE series (n) AS (
            SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %s
        )
        INSERT INTO lessons_use (connection, traject_id, started_at, stopped_at)
        SELECT PRINTF('%%08x00004000800%%013x', key, n), key, at,
            DATETIME(at, (20 + n * 7 %% 130) || ' minutes')
        FROM (
            SELECT key, n, DATETIME(began, (n * 37 %% days) || ' days',
                (420 + (key + n * 61) %% 420) || ' minutes') AS at
            FROM ran, series ORDER BY key, n
        )
    """,
}


@dataclass
class Life:
    """What became of one file: when it moved, and to what."""

    received: datetime
    moves: list[tuple[str, datetime]] = field(default_factory=list)
    began: datetime | None = None
    ended: datetime | None = None

    @property
    def state(self) -> str:
        return self.moves[-1][0] if self.moves else State.APPLIED


def populate(count: int) -> None:
    """Fill the empty database, and let it look at itself; says how it goes."""
    office = Office(random=Random(count))
    lives = [_life(office) for _ in range(count)]
    with _unguarded():
        for step in (office_people.staff, office_people.schools, office_people.regions):
            said(step.__name__, step, office)
        files = said("files", _files, office, lives)
        pairs = list(zip(files, lives, strict=True))
        said("pseudonyms", _pseudonyms, office, pairs)
        said("moves", write, TrajectChange, MOVES, _moves(pairs))
        moments = _moments(office, pairs)
        said("moments", write, ContactMoment, MOMENTS + MOMENTS_MORE, moments)
        said("slots", write, Slot, SLOTS + SLOTS_MORE, _slots(office, pairs))
        said("uses", _uses, pairs)
        _sets(office)
    look_at_itself()


def look_at_itself() -> None:
    """As a database does by itself some time after many rows have changed."""
    with connection.cursor() as cursor:
        is_server = connection.vendor == "postgresql"
        cursor.execute("VACUUM ANALYZE" if is_server else "ANALYZE")


def write(model: type[Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Rows with a value for each of these fields."""
    known = {one.name: one for one in model._meta.concrete_fields}
    fields = [known[name] for name in names]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    target = f"{model._meta.db_table} ({columns})"
    adapters = [one.get_db_prep_save for one in fields]
    prepared = (
        [adapt(value, connection) for adapt, value in zip(adapters, row, strict=True)]
        for row in rows
    )
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for values in prepared:
                    copy.write_row(values)
        else:
            marks = ", ".join(["%s"] * len(fields))
            sql = f"INSERT INTO {target} VALUES ({marks})"
            cursor.executemany(sql, prepared)  # type: ignore[arg-type]


def said(name: str, step: Callable[..., T], *arguments: object) -> T:
    """Do it, and say on standard error how long it took."""
    began = time.monotonic()
    found = step(*arguments)
    took_s = time.monotonic() - began
    print(f"{name.strip('_')}: {took_s:.0f} s", file=sys.stderr)
    return found


@contextmanager
def _unguarded() -> Iterator[None]:
    """These rows are right: millions of looks at foreign keys would take minutes."""
    is_server = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_server:
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA cache_size = -400000")
            cursor.execute("PRAGMA synchronous = OFF")
    yield
    if is_server:
        with connection.cursor() as cursor:
            cursor.execute("RESET session_replication_role")


def _life(office: Office) -> Life:
    """Asked on some day of the last years, more and more of late."""
    drawn, now = office.random, timezone.now()
    ago = YEARS * 365 * (1 - drawn.random() ** 0.7)
    life = Life(office.at(ago))
    if not office.chance(BEGINS):
        to = drawn.choice(OPEN if ago < 60 else NOT_BEGUN)
        if to != State.APPLIED:
            life.moves.append((to, life.received + (now - life.received) / 2))
        return life
    at = life.received
    for state in BEFORE:
        at += timedelta(days=drawn.uniform(1, 9))
        if at >= now:
            return life
        life.moves.append((state, at))
    life.began = at
    [months] = drawn.choices(MONTHS, SHARES)
    last = at + timedelta(days=30 * months)
    if office.chance(0.15):
        pause = at + timedelta(days=20)
        back = at + timedelta(days=35)
        life.moves += [(State.PAUSED, pause), (State.ACTIVE, back)]
    life.moves += [(State.ENDING, last), (State.ENDED, last), (State.CLOSED, last)]
    life.moves = [move for move in life.moves if move[1] < now]
    life.ended = last if last < now else None
    return life


def _files(office: Office, lives: Sequence[Life]) -> list[Traject]:
    classes = [
        SchoolClass(school=one, name="A", school_year=2025) for one in office.schools
    ]
    add(SchoolClass, classes)
    count = max(round(len(lives) * (1 - TWICE)), 1)
    pupils = [office_people.pupil(office) for _ in range(count)]
    add(Pupil, pupils)
    levels = office.random.choices(list(LEVELS), list(LEVELS.values()), k=len(lives))
    files = []
    for number, life in enumerate(lives):
        own_class = office.random.choice(classes)
        files.append(
            Traject(
                pupil=pupils[number % len(pupils)],
                school=own_class.school,
                school_class=own_class,
                school_year=school_year(life.received.date()),
                level=levels[number],
                state=life.state,
                state_since=life.moves[-1][1] if life.moves else life.received,
                received_at=life.received,
                outcome="back" if life.ended else "",
                delivered_on=life.began.date() if life.began else None,
                class_told_on=life.began.date() if life.began else None,
            )
        )
    add(Traject, files)
    return files


def _pseudonyms(office: Office, pairs: Iterable[tuple[Traject, Life]]) -> None:
    groups = list(ReasonGroup.objects.values_list("code", "main"))
    rows = []
    for file, life in pairs:
        if life.began:
            code, main = office.random.choice(groups)
            paused = [at for state, at in life.moves if state == State.PAUSED]
            rows.append(
                PseudonymRow(
                    key=_uuid(office),
                    pupil=UUID(int=file.pupil_id),
                    group=code,
                    main=main,
                    level=file.level,
                    province=file.school.province if file.school else "",
                    started=f"{life.began:%Y-%m}",
                    ended=f"{life.ended:%Y-%m}" if life.ended else "",
                    suspended=" ".join(f"{at:%Y-%m}/{at:%Y-%m}" for at in paused),
                )
            )
    add(PseudonymRow, rows)


def _moves(pairs: Iterable[tuple[Traject, Life]]) -> Iterator[Row]:
    for file, life in pairs:
        old: str = State.APPLIED
        for new, at in life.moves:
            yield file.pk, old, new, "Zoals besproken.", None, at
            old = new


def _moments(office: Office, pairs: Iterable[tuple[Traject, Life]]) -> Iterator[Row]:
    """Family and school of each file, most of them within the five days."""
    by = office.consultants[0].pk
    for file, life in pairs:
        for side in ("family", "school"):
            at = life.received + timedelta(days=office.random.expovariate(0.4))
            if at < timezone.now():
                yield file.pk, side, "phone", True, at, "", _uuid(office), by, at


def _slots(office: Office, pairs: Iterable[tuple[Traject, Life]]) -> Iterator[Row]:
    """Three mornings a week, from the beginning to the end."""
    opens, closes = clock(8, 30), clock(12)
    for file, life in pairs:
        if life.began:
            began, over = life.began.date(), life.ended and life.ended.date()
            if over is not None and over <= began:
                continue
            for day in office.random.sample(range(5), 3):
                when = (day, "morning", "fixed", opens, closes)
                yield file.pk, *when, "", "", began, over


def _uses(pairs: Sequence[tuple[Traject, Life]]) -> None:
    """As many of each that began, on days on which it ran; made by the database."""
    begun = [(file.pk, life) for file, life in pairs if life.began]
    each = round(USES_EACH * len(pairs) / len(begun))
    ran = []
    for key, life in begun:
        assert life.began
        days = ((life.ended or timezone.now()) - life.began).days or 1
        ran.append((key, f"{life.began:%Y-%m-%d}", days))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE ran (key integer, began text, days integer)"
        )
        cursor.executemany("INSERT INTO ran VALUES (%s, %s, %s)", ran)
        cursor.execute(USES_SQL[connection.vendor], [each])
        cursor.execute("DROP TABLE ran")


def _sets(office: Office) -> None:
    WindowChange.objects.create(
        school_year=school_year(office.day),
        state=WindowChange.State.OPEN,
        reason="Er liggen sets klaar.",
        sets_free=SETS_FREE,
        by=office.consultants[0],
    )


def _uuid(office: Office) -> UUID:
    return UUID(int=office.random.getrandbits(128))
