"""What the words of the figures mean: a page for staff, in four languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from sio.statistics.aims import AIMS
from sio.statistics.definitions import DEFINITIONS, definitions_of
from sio.statistics.titles import title_of

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/begrippen/"


@pytest.mark.parametrize("who", ["cora", "carla", "hans", "pia", "polly"])
def test_staff_reads_every_definition(as_user, who, request):
    page = as_user(request.getfixturevalue(who)).get(PAGE)
    assert page.status_code == 200
    html = page.content.decode()
    for one in DEFINITIONS.values():
        assert f'id="{one.key}"' in html
        assert str(one.text)[:20] in html


def test_the_page_says_of_each_aim_which_figure_answers_it_and_why(as_user, polly):
    html = as_user(polly).get(PAGE).content.decode()
    assert len(AIMS) == 4
    for aim in AIMS:
        _before, _id, section = html.partition(f'id="aim-{aim.key}"')
        told = section.split("<h3")[0]
        assert title_of(aim.figure) in told
        assert str(aim.why) in told
        assert all(title_of(cube) in told for cube in aim.cubes[1:])


def test_a_parent_and_who_is_not_known_do_not(as_user, paula, client):
    assert as_user(paula).get(PAGE).status_code == 404
    assert client.get(PAGE).status_code == 302


def test_they_come_in_the_language_that_is_asked():
    with translation.override("en"):
        [found] = definitions_of(["school_year"])
    assert (found.key, found.version, found.name) == ("school_year", 1, "School year")
    assert found.text.startswith("From 1 September")


def test_they_come_once_each_and_an_unknown_word_is_a_fault():
    keys = [one.key for one in definitions_of(["share", "pupil", "share"])]
    assert keys == ["share", "pupil"]
    with pytest.raises(KeyError, match="star_sign"):
        definitions_of(["star_sign"])
