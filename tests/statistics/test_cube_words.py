"""Each cube has a title, definitions and words, and each aim a figure."""

from __future__ import annotations

import pytest
from django.utils import translation

from sio.statistics import labels
from sio.statistics.aims import AIMS
from sio.statistics.cubes import CUBES
from sio.statistics.definitions import DEFINITIONS
from sio.statistics.titles import TITLES, title_of


def test_each_cube_has_a_title_of_its_own():
    assert set(TITLES) == set(CUBES)
    for language in ("nl-be", "fr", "en", "de"):
        with translation.override(language):
            assert len({title_of(name) for name in CUBES}) == len(CUBES)


def test_a_title_comes_in_the_language_that_is_active():
    with translation.override("en"):
        assert title_of("line_stability_per_school_year") == "Stability of the line"
    assert title_of("line_stability_per_school_year") == "Stabiliteit van de lijn"
    assert title_of("nothing") == "nothing"


@pytest.mark.parametrize("name", CUBES)
def test_nothing_of_a_cube_is_shown_as_its_key(name):
    shape = CUBES[name].shape
    assert labels.without_words(shape) == []
    assert set(shape.definitions) <= set(DEFINITIONS)
    assert len(set(shape.definitions)) == len(shape.definitions) > 0


def test_the_least_and_the_most_are_of_months_or_of_sets_which_are_no_people():
    units = {
        measure.unit
        for recipe in CUBES.values()
        for measure in recipe.shape.measures
        if measure.kind in ("min", "max")
    }
    assert units == {"months", "kits"}


def test_rules_of_refusals_read_as_in_their_source():
    found = labels.value_names("rule", ["current.duration", "gone.rule"])
    assert found["current.duration"].startswith("De leerling zal minstens 4 weken")
    assert found["gone.rule"] == "gone.rule"


def test_the_four_aims_of_the_minister():
    assert [aim.key for aim in AIMS] == ["stable", "arrears", "support", "return"]
    assert {name for aim in AIMS for name in aim.cubes} <= set(CUBES)
