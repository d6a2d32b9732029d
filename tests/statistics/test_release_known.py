"""A new release beside those that are out, whatever is counted otherwise since."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sio.statistics.actions import known
from sio.statistics.actions.release import correct_release
from sio.statistics.canonical import text_of_truth, truth_of_text
from sio.statistics.cells import HIDDEN
from sio.statistics.cubes import CUBES, FAMILIES
from sio.statistics.cubes.recipe import YEAR as YEARS
from sio.statistics.models import ReleaseRows
from sio.statistics.queries.document import change_rows, shown_cubes
from sio.statistics.queries.notes import sentence_of
from sio.statistics.queries.recompute import kept_truth
from sio.statistics.sealed import opened, sealed
from tests.statistics.population import Traject, take_in
from tests.statistics.releasing import PUPILS, compute, computed, draft, pupils
from tests.statistics.releasing import signed as sign

pytestmark = pytest.mark.django_db
YEAR = "2015-2016"
LEVELS = "levels_per_school_year"
DURATION = "duration_per_province_per_school_year"
PSYCHOLOGICAL = "psychological_per_province_per_school_year"
TRUTH = ReleaseRows.TRUTH


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def signed(polly, cora, commit):
    """Releases of these cubes, signed one after the other."""

    def make(*cubes, **changes):
        return sign(computed(polly, commit, *cubes, **changes), cora, commit)

    return make


def kinds(release):
    return [(one["kind"], one["cube"], one["release"]) for one in release.differences]


# What it keeps ------------------------------------------------------------------------


def test_the_true_numbers_are_kept_sealed_and_are_the_same_again(polly, commit):
    pupils(VAN=12, BRU=3)
    release = computed(polly, commit, PUPILS, LEVELS)
    [pupils_cube] = [c for c in kept_truth(release) if c.shape.name == PUPILS]
    assert pupils_cube.at(YEAR, "BE-BRU").numbers == (3,)
    text = opened(release.rows.get(family=TRUTH).content)
    assert text_of_truth(truth_of_text(text)) == text
    raw = ReleaseRows.objects.extra(select={"raw": "content"}).values_list(
        "raw", flat=True
    )
    assert not [one for one in raw if "BE-BRU" in one or PUPILS in one]
    assert TRUTH not in FAMILIES
    assert text not in str(release.figures)


def test_recomputing_looks_at_the_true_numbers_too(polly, commit):
    pupils(VAN=12, BRU=3)
    release = computed(polly, commit)
    [cube] = kept_truth(release)
    other = replace(cube.cells[0], numbers=(9,), n=9)
    text = text_of_truth([replace(cube, cells=(other, *cube.cells[1:]))])
    release.rows.filter(family=TRUTH).update(**asdict(sealed(text)))
    with pytest.raises(CommandError, match="ware getallen"):
        call_command("recompute_release", str(release.number))


# What is counted otherwise since ------------------------------------------------------


def test_a_cube_that_is_gone_stops_no_release_and_is_named(
    as_user, polly, pia, signed, commit, monkeypatch
):
    pupils(VAN=12, VLI=7, BRU=3)
    old = signed(PUPILS, LEVELS)
    monkeypatch.delitem(CUBES, LEVELS)
    later = computed(polly, commit)
    assert (later.stage, later.failure) == ("computed", "")
    assert shown_cubes(later.figures)[PUPILS].at(YEAR, "BE-BRU").values == (HIDDEN,)
    assert kinds(later) == [("gone", LEVELS, old.number)]
    html = as_user(pia).get(f"/cijfers/{later.number}/handtekening/").content.decode()
    assert f"Uitgave {old.number} toont cijfers die niet meer zo geteld" in html
    assert sign(later, pia, commit).stage == "signed"


def test_what_is_gone_is_read_without_the_names_of_its_places():
    group = {"cube": "weg", "release": 4, "places": ["x"], "measures": ["pupils"]}
    said = sentence_of(group | {"kind": "public"})
    assert said == "Stond al in uitgave 4, en is hier verborgen: weg."


def test_a_cube_with_other_places_is_named(polly, signed, commit, monkeypatch):
    pupils(VAN=12, VLI=7)
    old = signed(PUPILS, LEVELS)
    changed = replace(CUBES[LEVELS], dimensions=(YEARS,), version=9)
    monkeypatch.setitem(CUBES, LEVELS, changed)
    assert kinds(computed(polly, commit)) == [("gone", LEVELS, old.number)]


def test_of_a_measure_that_is_counted_no_more_a_correction_tells_no_change(
    polly, signed, commit, monkeypatch
):
    take_in(Traject("2015-10", "2016-03", number) for number in range(12))
    old = signed(DURATION)
    recipe = CUBES[DURATION]
    mean = [one for one in recipe.figures if one.measure.key == "mean"]
    monkeypatch.setitem(CUBES, DURATION, replace(recipe, figures=(*mean,), version=9))
    take_in(Traject("2015-10", "2016-05", number) for number in range(12))
    correction = compute(correct_release(release=old, by=polly), polly, commit)
    rows = change_rows(correction.figures)
    assert {(one["measure"], one["old"], one["new"]) for one in rows} == {
        ("gemiddelde", "6 maanden", "8 maanden")
    }


def test_rows_with_other_columns_stop_no_release(polly, cora, signed, commit):
    pupils(VAN=12, VLI=7, BRU=3)
    old = computed(polly, commit)
    text = "school_year\tplanet\n2015\tMars\n"
    old.rows.exclude(family=TRUTH).update(**asdict(sealed(text)))
    sign(old, cora, commit)
    with pytest.raises(CommandError, match="rows_of_another_version"):
        call_command("recompute_release", str(old.number))
    pupils(VAN=14, VLI=7, BRU=3)
    later = computed(polly, commit)
    assert later.figures["compared_with"] == [old.number]
    assert {kind for kind, _cube, _release in kinds(later)} == {"changed"}


def test_one_that_kept_no_true_numbers_is_named(polly, cora, commit):
    pupils(VAN=12)
    old = computed(polly, commit)
    old.rows.filter(family=TRUTH).delete()
    sign(old, cora, commit)
    assert kinds(computed(polly, commit)) == [("gone", PUPILS, old.number)]


# What the others have -----------------------------------------------------------------


def test_cubes_of_all_earlier_ones_are_counted_once(polly, signed, commit, monkeypatch):
    take_in(
        [
            Traject("2013-10", "2016-03", number, level=level, group="anxiety")
            for number, level in enumerate(["primary", "secondary"] * 9)
        ]
    )
    signed(LEVELS, first_year=2012, last_year=2014)
    signed(PSYCHOLOGICAL, LEVELS, "help_questions_per_school_year")
    asked, real = [], known.count_cubes

    def counting(names, years, cutoff):
        asked.append((list(names), years))
        return real(names, years, cutoff)

    monkeypatch.setattr(known, "count_cubes", counting)
    later = draft(polly, PUPILS)
    compute(later, polly, commit)
    # Questions to the helpdesk tell nothing of pupils.
    assert asked == [([LEVELS, PSYCHOLOGICAL], range(2012, 2016))]
    assert later.figures["compared_with"] == [1, 2]


def test_rounds_are_held_against_each_other_whatever_they_show(polly, signed, commit):
    old = signed("contact_round_results")
    for other in ("contact_round_numbers", "contact_round_completeness"):
        later = computed(polly, commit, other)
        assert later.figures["compared_with"] == [old.number]
    assert computed(polly, commit, LEVELS).figures["compared_with"] == []
