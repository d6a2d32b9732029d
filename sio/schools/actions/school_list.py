"""Writes: taking in a list of schools, after a look at what it would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sio.accounts.models import User
from sio.core.errors import DomainError
from sio.schools.actions.allowed import check_may_manage
from sio.schools.models import Location, School, SchoolListUpload
from sio.schools.queries import provinces_of_postcodes
from sio.schools.school_list.columns import COLUMNS, places_of
from sio.schools.school_list.reading import Table, read_table, strange_lines
from sio.schools.school_list.rows import (
    CONTROL,
    LineRefused,
    Remark,
    SchoolRow,
    read_line,
)

Row = TypeVar("Row", School, Location)

BATCH = 500
KEEP_UPLOADS = timedelta(days=1)


class SchoolListGone(DomainError):
    code = "schools.list_gone"


@dataclass(frozen=True)
class Change:
    """One school that changes, and the names of the fields that do."""

    number: str
    name: str
    fields: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        """The fields in words."""
        meta = School._meta
        columns = [meta.get_field(name) for name in self.fields]
        return [str(getattr(one, "verbose_name", one.name)) for one in columns]


@dataclass
class ImportReport:
    """What a list did, or would do; every line of it is in one of these.

    `missing` are open schools of ours that the list does not have: they stay.
    """

    lines: int
    encoding: str
    delimiter: str
    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    closed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Change] = field(default_factory=list)
    locations_added: int = 0
    locations_changed: int = 0
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """True if everything stood there already."""
        schools = self.added or self.changed or self.closed
        return not (schools or self.locations_added or self.locations_changed)


@transaction.atomic
def import_schools(
    *,
    content: bytes,
    by: User | None,
    dry_run: bool,
    mapping: Mapping[str, Sequence[str]] = COLUMNS,
) -> ImportReport:
    """Add and change schools and their locations as the list says; deletes none.

    Only what has a column is touched. Safe to repeat: a second time changes nothing.
    With `dry_run` the same report, and nothing written. `by` is None for the command
    line. Raises SchoolListRefused for a list that can't be read at all.
    """
    if by is not None:
        check_may_manage(by)
    table = read_table(content)
    report = ImportReport(len(table.lines), table.encoding, table.delimiter)
    report.remarks += _of_letters(table)
    rows = _rows(table, mapping, report)
    known = {school.institution_number: school for school in School.objects.all()}
    schools = _compare_schools(rows, known, report)
    if schools and not dry_run:
        fields = {name for row in rows for name in row.values} | {"search"}
        _write(School, schools, fields, "institution_number")
        known = {school.institution_number: school for school in School.objects.all()}
    locations = _compare_locations(rows, known, report)
    if locations and not dry_run:
        fields = {name for row in rows for name in row.location}
        _write(Location, locations, fields, "school", "number")
    return report


@transaction.atomic
def keep_upload(*, name: str, content: bytes, by: User) -> SchoolListUpload:
    """Keep a list until it is confirmed. Raises SchoolListRefused if unreadable."""
    check_may_manage(by)
    places_of(read_table(content).headings, COLUMNS)
    return SchoolListUpload.objects.create(name=name[:200], content=content, by=by)


@transaction.atomic
def take_in_upload(*, upload: SchoolListUpload, by: User) -> ImportReport:
    """Import a list that was kept, once. SchoolListGone for who comes second."""
    check_may_manage(by)
    content = bytes(upload.content)
    _throw_away(upload)
    return import_schools(content=content, by=by, dry_run=False)


@transaction.atomic
def delete_upload(*, upload: SchoolListUpload, by: User) -> None:
    """Throw a kept list away without using it."""
    check_may_manage(by)
    _throw_away(upload)


def delete_old_uploads(now: datetime) -> int:
    """Lists that nobody confirmed within a day; how many went."""
    old = SchoolListUpload.objects.filter(created_at__lt=now - KEEP_UPLOADS)
    return old.delete()[0]


def _throw_away(upload: SchoolListUpload) -> None:
    if SchoolListUpload.objects.filter(pk=upload.pk).delete()[0] != 1:
        raise SchoolListGone(_("Deze lijst is al verwerkt of weggegooid."))


def _of_letters(table: Table) -> list[Remark]:
    """One remark for the whole list, if its letters may be wrongly read."""
    lines = strange_lines(table)
    if not lines:
        return []
    reason = ngettext(
        "Op %(count)d regel staan tussen de letters tekens die daar niet horen. "
        "Bewaar de lijst als CSV UTF-8 en probeer opnieuw.",
        "Op %(count)d regels staan tussen de letters tekens die daar niet horen. "
        "Bewaar de lijst als CSV UTF-8 en probeer opnieuw.",
        len(lines),
    )
    return [Remark(lines[0], "", reason % {"count": len(lines)})]


def _rows(
    table: Table, mapping: Mapping[str, Sequence[str]], report: ImportReport
) -> list[SchoolRow]:
    places = places_of(table.headings, mapping)
    provinces = provinces_of_postcodes()
    rows: dict[tuple[str, str], SchoolRow] = {}
    for line, cells in table.lines:
        try:
            row = read_line(line, cells, places, provinces)
            _join(rows, row)
        except LineRefused as refusal:
            number = "".join(cells[places["institution_number"] :][:1])
            shown = CONTROL.sub("", number).strip()[:12]
            report.refused.append(Remark(line, shown, str(refusal)))
        else:
            report.remarks += row.remarks
    return list(rows.values())


def _join(rows: dict[tuple[str, str], SchoolRow], row: SchoolRow) -> None:
    """Lists with a line per level name a school more than once: levels add up."""
    before = rows.setdefault((row.number, row.location_number), row)
    if before is row:
        return
    if _but_levels(before.values) != _but_levels(row.values):
        raise LineRefused(
            _("Deze school staat al, met andere gegevens, op regel %(line)d.")
            % {"line": before.line}
        )
    before.values["levels"] = _levels_of(before, row)


def _levels_of(*rows: SchoolRow) -> list[str]:
    found = {level for row in rows for level in row.values.get("levels", ())}
    return [level for level in School.Level.values if level in found]


def _but_levels(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "levels"}


def _compare_schools(
    rows: Iterable[SchoolRow], known: Mapping[str, School], report: ImportReport
) -> list[School]:
    """Those to write, each as it becomes; the first location speaks for the school."""
    by_number: dict[str, list[SchoolRow]] = {}
    for row in sorted(rows, key=lambda row: row.location_number):
        by_number.setdefault(row.number, []).append(row)
    to_write = []
    for number, of_school in by_number.items():
        values = dict(of_school[0].values)
        if "levels" in values:
            values["levels"] = _levels_of(*of_school)
        school = known.get(number)
        if school is None:
            to_write.append(School(institution_number=number, **values))
            report.added.append(Change(number, values["name"], ()))
            continue
        changed = tuple(
            name for name in values if getattr(school, name) != values[name]
        )
        if not changed:
            report.unchanged += 1
            continue
        closes = "closed_on" in changed and values["closed_on"] is not None
        change = Change(number, values["name"], changed)
        (report.closed if closes else report.changed).append(change)
        for name in changed:
            setattr(school, name, values[name])
        to_write.append(school)
    report.missing = [
        Change(number, school.name, ())
        for number, school in sorted(known.items())
        if number not in by_number and school.closed_on is None
    ]
    return to_write


def _compare_locations(
    rows: Iterable[SchoolRow], schools: Mapping[str, School], report: ImportReport
) -> list[Location]:
    """Those to write; of a new school in a dry run they are counted only."""
    known: dict[tuple[int | None, str], Location] = {
        (location.school_id, location.number): location
        for location in Location.objects.all()
    }
    to_write: list[Location] = []
    for row in rows:
        if not row.location_number:
            continue
        school = schools.get(row.number)
        key = (school.pk if school else None, row.location_number)
        location = known.get(key)
        if location is None:
            report.locations_added += 1
            if school is not None:
                place = {"school": school, "number": row.location_number}
                to_write.append(Location(**place, **row.location))
        elif any(
            getattr(location, name) != row.location[name] for name in row.location
        ):
            report.locations_changed += 1
            for name, value in row.location.items():
                setattr(location, name, value)
            to_write.append(location)
    return to_write


def _write(
    model: type[Row],
    rows: Sequence[Row],
    fields: Iterable[str],
    *keys: str,
) -> None:
    """Insert each, or update these fields of the one that has its key."""
    for row in rows:
        row.pk = None
    model._default_manager.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=keys,
        update_fields=sorted(fields),
    )
