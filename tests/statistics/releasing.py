"""Releases at each stage, made by the actions of the product."""

from __future__ import annotations

from sio.statistics.actions.blocks import Content, add_block
from sio.statistics.actions.compute import start_computing
from sio.statistics.actions.release import Details, make_release
from sio.statistics.actions.sign import sign_release
from tests.statistics.population import Traject, take_in

PUPILS = "pupils_per_province_per_school_year"
ANTWERP, BRUSSELS, LIMBURG = "BE-VAN", "BE-BRU", "BE-VLI"


def details(**changes):
    fields = {
        "title": "Aantallen",
        "asked": "Vraag nr. 12",
        "language": "nl-be",
        "first_year": 2014,
        "last_year": 2015,
    }
    return Details(**(fields | changes))


def draft(by, *cubes, **changes):
    """With a question, an answer, and these figures."""
    release = make_release(details=details(**changes), by=by)
    put(release, by, "question", text="Hoeveel leerlingen?")
    put(release, by, "answer", text="Hierbij een overzicht.")
    for cube in cubes:
        put(release, by, "figure", cube=cube, caption="Leerlingen")
    return release


def put(release, by, kind, **content):
    release.refresh_from_db()
    block = add_block(
        release=release,
        kind=kind,
        content=Content(**content),
        seen=release.version,
        by=by,
    )
    release.refresh_from_db()
    return block


def computed(by, commit, *cubes, **changes):
    """`commit` is django_capture_on_commit_callbacks."""
    release = draft(by, *(cubes or (PUPILS,)), **changes)
    return compute(release, by, commit)


def compute(release, by, commit):
    release.refresh_from_db()
    with commit(execute=True):
        start_computing(release=release, seen=release.version, by=by)
    release.refresh_from_db()
    return release


def signed(release, by, commit):
    with commit(execute=True):
        sign_release(
            release=release,
            sha256=release.sha256,
            read=range(len(release.differences)),
            by=by,
        )
    release.refresh_from_db()
    return release


def pupils(**counts):
    """Take in so many pupils of the school year 2015-2016, by code of a province."""
    return take_in(
        Traject("2015-10", "2016-03", whose=100 * place + number, province=f"BE-{code}")
        for place, (code, count) in enumerate(counts.items())
        for number in range(count)
    )
