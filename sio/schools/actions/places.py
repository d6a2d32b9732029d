"""Writes: the lists of postcodes and municipalities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from sio.schools.models import Municipality, Place
from sio.schools.places.reading import (
    MunicipalityRow,
    PlaceRow,
    PlacesRefused,
    municipalities_told,
    read_rows,
)
from sio.schools.provinces import Province

Row = TypeVar("Row", Municipality, Place)

BATCH = 500
LEAST_SHARE = 0.5  # of the rows of now: a list with less is taken for a torn one


@dataclass
class Loaded:
    """What one list did to its table."""

    rows: int
    added: int = 0
    changed: int = 0
    ended: int = 0


@transaction.atomic
def load_places(
    *, path: Path, state: str, since: date | None, expect: int | None = None
) -> Loaded:
    """Make the table equal to this list: adds, changes, and ends what it lacks.

    Nothing is deleted. `since` is the first day of the new list; None for a table
    that had none. `expect` is how many rows the list must have. Safe to repeat.
    Raises PlacesRefused, with nothing changed, for a list that is not whole.
    """
    rows = read_rows(path)
    if expect not in (None, len(rows)):
        raise PlacesRefused(f"{path.name} has {len(rows)} rows, not {expect}.")
    wanted = [asdict(row) for row in rows]
    if isinstance(rows[0], PlaceRow):
        keys = ("postcode", "name_nl", "name_fr")
        _check_replaces(Place, path, len(rows), state, since, expect)
        loaded = _make_equal(Place, wanted, keys, state, since)
    else:
        _check_replaces(Municipality, path, len(rows), state, since, expect)
        loaded = _make_equal(Municipality, wanted, ("nis",), state, since)
    _link()
    return loaded


def _check_replaces(
    model: type[Row],
    path: Path,
    count: int,
    state: str,
    since: date | None,
    expect: int | None,
) -> None:
    now = model._default_manager.filter(valid_until=None).count()
    if expect is None and count < now * LEAST_SHARE:
        raise PlacesRefused(
            f"{path.name} has {count} rows, and the table {now}: is it whole? "
            "Say how many rows it must have to load it all the same."
        )
    others = model._default_manager.exclude(state=state)
    if since is None and others.exists():
        raise PlacesRefused(f"{path.name}: another list is in place; say from when.")


def _make_equal(
    model: type[Row],
    wanted: list[dict[str, str]],
    keys: tuple[str, ...],
    state: str,
    since: date | None,
) -> Loaded:
    known = {_key(vars(row), keys): row for row in model._default_manager.all()}
    done = Loaded(rows=len(wanted))
    new: list[Row] = []
    changed: list[Row] = []
    for values in wanted:
        row = known.pop(_key(values, keys), None)
        if row is None:
            new.append(model(**values, state=state, valid_from=since))
        elif _differs(row, values, state):
            for name, value in values.items():
                setattr(row, name, value)
            row.state, row.valid_until = state, None
            changed.append(row)
    gone = [row.pk for row in known.values() if row.valid_until is None]
    for row in changed:
        row.pk = None  # inserted anew, and so joined to the row that has its key
    model._default_manager.bulk_create(
        new + changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=keys,
        update_fields=[*set(wanted[0]) - set(keys), "state", "valid_until"],
    )
    model._default_manager.filter(pk__in=gone).update(valid_until=since)
    done.added, done.changed, done.ended = len(new), len(changed), len(gone)
    return done


def _key(values: dict[str, str], keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(values[key] for key in keys)


def _differs(row: Municipality | Place, values: dict[str, str], state: str) -> bool:
    same = all(getattr(row, name) == value for name, value in values.items())
    return not same or row.state != state or row.valid_until is not None


def _link() -> None:
    """Tie places to municipalities anew, where the lists tell it."""
    places = Place.objects.filter(valid_until=None)
    towns = Municipality.objects.filter(valid_until=None)
    keys = {town.nis: town.pk for town in towns}
    told = municipalities_told(_place_rows(places), _town_rows(towns))
    loose = []
    for place in places:
        town = told.get(_as_row(place))
        key = None if town is None else keys[town.nis]
        if place.municipality_id != key:
            place.municipality_id = key
            loose.append(place)
    Place.objects.bulk_update(loose, ["municipality"], batch_size=BATCH)


def _place_rows(places: Iterable[Place]) -> list[PlaceRow]:
    return [_as_row(place) for place in places]


def _as_row(place: Place) -> PlaceRow:
    province = Province(place.province)
    return PlaceRow(place.postcode, place.name_nl, place.name_fr, province)


def _town_rows(towns: QuerySet[Municipality]) -> list[MunicipalityRow]:
    return [
        MunicipalityRow(
            town.nis,
            town.name_nl,
            town.name_fr,
            town.arrondissement,
            Province(town.province),
            town.region,
        )
        for town in towns
    ]
