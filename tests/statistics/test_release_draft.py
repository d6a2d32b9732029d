"""Making a release: its blocks, put in by one person or by two at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from sio.statistics.actions.blocks import mask_cells, move_block, remove_block
from sio.statistics.actions.release import (
    back_to_draft,
    change_details,
    copy_release,
    drop_release,
    make_release,
)
from sio.statistics.aims import AIMS
from sio.statistics.cubes import CUBES
from sio.statistics.cubes.errors import CubeUnknown
from sio.statistics.errors import (
    DraftMoved,
    FiguresNotAllowed,
    ReasonNeeded,
    StageMoved,
)
from sio.statistics.models import Release, ReleaseBlock
from sio.statistics.outlines import OUTLINES
from sio.statistics.workflow import ALLOWED_MOVES, Stage, may_move
from tests.statistics.releases import release_of
from tests.statistics.releasing import PUPILS, details, draft, put

pytestmark = pytest.mark.django_db

GIVEN = {
    "outline": "",
    "title": "Aantallen",
    "asked": "",
    "language": "nl-be",
    "first_year": "2014",
    "last_year": "2015",
    "mode": "suppressed",
    "reason": "",
}


def kinds(release):
    return list(release.blocks.values_list("kind", flat=True))


def texts(release):
    return list(release.blocks.values_list("text", flat=True))


# The table of stages ------------------------------------------------------------------


def test_every_stage_has_its_moves():
    assert set(ALLOWED_MOVES) == set(Stage)
    assert [one for one in Stage if not ALLOWED_MOVES[one]] == ["signed", "dropped"]


def test_a_release_is_computed_before_it_is_signed():
    path = ["draft", "computing", "computed", "signed"]
    assert all(may_move(a, b) for a, b in pairwise(path))
    assert not may_move("draft", "signed")
    assert not any(may_move("signed", one) for one in Stage)


# Making -------------------------------------------------------------------------------


def test_it_is_made_and_leads_to_its_page(as_user, polly):
    response = as_user(polly).post("/cijfers/nieuw/", GIVEN)
    release = Release.objects.get()
    assert response.headers["Location"] == f"/cijfers/{release.number}/"
    assert (release.title, release.stage, release.made_by) == (
        "Aantallen",
        "draft",
        polly,
    )
    assert (release.first_year, release.last_year) == (2014, 2015)
    assert kinds(release) == []


def test_an_outline_brings_the_questions_and_their_figures(as_user, polly):
    chosen = GIVEN | {"outline": "numbers_and_duration"}
    as_user(polly).post("/cijfers/nieuw/", chosen)
    found = kinds(Release.objects.get())
    assert found.count("question") == found.count("answer") == 6
    assert found.count("figure") == 4


@pytest.mark.parametrize("language", ["nl-be", "fr", "en", "de"])
@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("numbers_and_duration", "Synchroon"),
        ("four_aims", "stelde"),
        ("schools_closed", "scholen"),
    ],
)
def test_an_outline_speaks_the_language_of_its_release(polly, language, key, word):
    release = make_release(
        details=details(language=language), outline=OUTLINES[key], by=polly
    )
    first = release.blocks.first().text
    assert (word in first) is (language == "nl-be")
    assert first


def test_the_outline_of_the_four_aims_asks_and_answers_each_with_its_figure():
    text, *blocks = OUTLINES["four_aims"].blocks("nl-be")
    assert text.kind == "text"
    questions, answers = blocks[:4], blocks[4:]
    assert [one.text for one in questions] == [str(aim.question) for aim in AIMS]
    assert [one.kind for one in answers] == ["answer", "figure"] * 4
    assert [one.text for one in answers[::2]] == [str(aim.answer) for aim in AIMS]
    assert [one.cube for one in answers[1::2]] == [aim.figure for aim in AIMS]


def test_every_figure_of_an_outline_is_offered():
    named = {
        block.cube
        for outline in OUTLINES.values()
        for block in outline.blocks("nl-be")
        if block.cube
    }
    assert named - CUBES.keys() == set()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": ""}, "title"),
        ({"last_year": "2013"}, "last_year"),
        ({"first_year": "1999"}, "first_year"),
        ({"mode": "unsuppressed"}, "reason"),
        ({"mode": "unsuppressed", "reason": "   "}, "reason"),
    ],
)
def test_what_is_missing_is_said_at_its_field(as_user, polly, changed, field):
    response = as_user(polly).post("/cijfers/nieuw/", GIVEN | changed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Release.objects.exists()


def test_numbers_go_on_whatever_was_dropped(polly):
    first = make_release(details=details(), by=polly)
    drop_release(release=first, by=polly)
    assert make_release(details=details(), by=polly).number == first.number + 1


class Overtaking:
    """Whoever looks which number is the next one, is not the first to take it."""

    def __init__(self, by, times):
        self.by, self.left = by, times

    def __call__(self, execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if self.left and sql.startswith('SELECT MAX("statistics_release"."number")'):
            left, self.left = self.left - 1, 0  # this one is not overtaken
            make_release(details=details(), by=self.by)
            self.left = left
        return found


def test_who_is_overtaken_has_the_next_number(polly, pim):
    with connection.execute_wrapper(Overtaking(pim, times=2)):
        release = make_release(details=details(), by=polly)
    assert release.number == 3
    assert set(Release.objects.values_list("number", flat=True)) == {1, 2, 3}


def test_who_is_overtaken_time_and_again_is_told(polly, pim):
    overtaking = Overtaking(pim, times=99)
    with pytest.raises(IntegrityError), connection.execute_wrapper(overtaking):
        make_release(details=details(), by=polly)
    assert not Release.objects.filter(made_by=polly).exists()


def test_the_threshold_is_that_of_the_settings(polly, settings):
    settings.SMALL_CELLS = 8
    assert make_release(details=details(), by=polly).k == 8


def test_all_numbers_are_shown_for_a_reason_alone(polly):
    with pytest.raises(ReasonNeeded):
        make_release(details=details(mode="unsuppressed"), by=polly)
    assert not Release.objects.exists()


@pytest.mark.parametrize("who", ["carla", "cora", "hans", "pia", "sofie", "paula"])
def test_only_a_policy_officer_makes_one(request, polly, who):
    release = draft(polly)
    other = request.getfixturevalue(who)
    with pytest.raises(FiguresNotAllowed):
        make_release(details=details(), by=other)
    with pytest.raises(FiguresNotAllowed):
        copy_release(release=release, by=other)
    with pytest.raises(FiguresNotAllowed):
        put(release, other, "text", text="x")
    assert Release.objects.count() == 1


# Blocks -------------------------------------------------------------------------------


def test_blocks_are_added_changed_moved_and_taken_out(as_user, polly):
    release = draft(polly, PUPILS)
    client, page = as_user(polly), f"/cijfers/{release.number}/"
    client.post(f"{page}stukken/text/", {"text": "Slot\r\n- een", "seen": "3"})
    block = release.blocks.last()
    assert block.text == "Slot\n- een"
    client.post(f"{page}stukken/{block.pk}/", {"text": "Einde", "seen": "4"})
    client.post(f"{page}stukken/{block.pk}/plaats/", {"waar": "op", "seen": "5"})
    assert texts(release) == [
        "Hoeveel leerlingen?",
        "Hierbij een overzicht.",
        "Einde",
        "",
    ]
    client.post(f"{page}stukken/{block.pk}/plaats/", {"waar": "neer", "seen": "6"})
    client.post(f"{page}stukken/{block.pk}/plaats/", {"waar": "neer", "seen": "7"})
    assert texts(release)[-1] == "Einde"
    client.post(f"{page}stukken/{block.pk}/weg/", {"seen": "8"})
    assert kinds(release) == ["question", "answer", "figure"]


def test_figures_are_chosen_from_a_list_with_words(as_user, polly):
    release = draft(polly)
    client, page = as_user(polly), f"/cijfers/{release.number}/"
    html = client.get(f"{page}cijfers/").content.decode()
    assert f"{page}stukken/figure/?cijfers={PUPILS}" in html
    form = client.get(f"{page}stukken/figure/?cijfers={PUPILS}").context["form"]
    assert form["cube"].value() == PUPILS
    given = {"cube": PUPILS, "caption": "=1+1", "chart": "line", "seen": "2"}
    assert client.post(f"{page}stukken/figure/", given).status_code == 302
    block = release.blocks.last()
    assert (block.cube, block.caption, block.chart) == (PUPILS, "=1+1", "line")


def test_figures_that_do_not_exist_are_refused(as_user, polly):
    release = draft(polly)
    page = f"/cijfers/{release.number}/stukken/figure/"
    client = as_user(polly)
    assert client.get(f"{page}?cijfers=nothing").status_code == 404
    with pytest.raises(CubeUnknown):
        put(release, polly, "figure", cube="nothing", caption="x")
    assert "figure" not in kinds(release)


def test_words_are_shown_as_they_were_typed(as_user, polly):
    release = draft(polly)
    put(release, polly, "text", text="<script>alert(1)</script> =1+1 <b>vet</b>")
    html = as_user(polly).get(f"/cijfers/{release.number}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1" in html
    assert "<b>vet" not in html


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 10_001])
def test_words_that_are_none_or_too_many_are_refused(as_user, polly, text):
    release = draft(polly)
    page = f"/cijfers/{release.number}/stukken/text/"
    response = as_user(polly).post(page, {"text": text, "seen": "2"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["text"]
    assert kinds(release) == ["question", "answer"]


# Two at once --------------------------------------------------------------------------


def test_of_two_who_change_a_block_the_second_keeps_what_was_typed(as_user, polly, pim):
    release = draft(polly)
    block = release.blocks.last()
    page = f"/cijfers/{release.number}/stukken/{block.pk}/"
    seen = str(release.version)
    as_user(polly).post(page, {"text": "Van Polly", "seen": seen})
    client = as_user(pim)
    response = client.post(page, {"text": "Van Pim", "seen": seen})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Iemand anders wijzigde" in html
    assert "Van Pim" in html
    assert "Van Polly" in html
    block.refresh_from_db()
    assert block.text == "Van Polly"
    again = response.context["form"]["seen"].value()
    client.post(page, {"text": "Van Pim", "seen": again})
    block.refresh_from_db()
    assert block.text == "Van Pim"


def test_who_types_in_a_block_that_is_taken_out_can_put_it_in_anew(as_user, polly, pim):
    release = draft(polly)
    block = release.blocks.last()
    page = f"/cijfers/{release.number}/stukken/{block.pk}/"
    remove_block(block=block, seen=release.version, by=polly)
    given = {"text": "Van Pim", "seen": "2", "kind": "answer"}
    response = as_user(pim).post(page, given)
    assert response.status_code == 422
    form = response.context["form"]
    assert "Van Pim" in response.content.decode()
    assert as_user(pim).get(page).status_code == 404
    anew = {"text": "Van Pim", "seen": form["seen"].value()}
    as_user(pim).post(f"/cijfers/{release.number}/stukken/answer/", anew)
    assert texts(release)[-1] == "Van Pim"


def test_who_types_while_it_is_dropped_is_told_with_the_words_still_there(
    as_user, polly, pim
):
    release = draft(polly)
    drop_release(release=Release.objects.get(), by=polly)
    page = f"/cijfers/{release.number}/stukken/text/"
    response = as_user(pim).post(page, {"text": "Van Pim", "seen": "2"})
    assert response.status_code == 422
    assert "een stap verder" in response.content.decode()
    assert "Van Pim" in response.content.decode()
    assert "text" not in kinds(release)


def test_of_two_who_move_and_remove_one_wins(polly, pim):
    release = draft(polly)
    first, last = release.blocks.all()
    seen = release.version
    move_block(block=last, up=True, seen=seen, by=polly)
    for refused in (
        lambda: move_block(block=last, up=True, seen=seen, by=pim),
        lambda: remove_block(block=first, seen=seen, by=pim),
        lambda: mask_cells(release=release, cube=PUPILS, cells=[], seen=seen, by=pim),
    ):
        with pytest.raises(DraftMoved):
            refused()
    assert [one.pk for one in release.blocks.all()] == [last.pk, first.pk]


def test_of_two_who_change_the_title_the_second_sees_the_first(as_user, polly, pim):
    release = draft(polly)
    page = f"/cijfers/{release.number}/gegevens/"
    given = {**GIVEN, "seen": str(release.version)}
    assert as_user(polly).post(page, given | {"title": "Een"}).status_code == 302
    response = as_user(pim).post(page, given | {"title": "Twee"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Een" in html
    assert "Twee" in html
    assert Release.objects.get().title == "Een"


def test_a_page_of_before_drops_nothing_that_was_changed_since(polly, pim):
    release = draft(polly)
    stale = Release.objects.get()
    change_details(
        release=release, details=details(title="Nu"), seen=release.version, by=polly
    )
    with pytest.raises(StageMoved):
        drop_release(release=stale, by=pim)
    with pytest.raises(StageMoved):
        back_to_draft(release=stale, by=pim)
    assert Release.objects.get().stage == "draft"


# Blank cells --------------------------------------------------------------------------


def test_cells_are_left_blank_and_filled_again(as_user, polly):
    release = draft(polly, PUPILS)
    block = release.blocks.last()
    client, page = as_user(polly), f"/cijfers/{release.number}/stukken/{block.pk}/leeg/"
    cell = "2014-2015|BE-VAN/pupils"
    assert f'value="{cell}"' in client.get(page).content.decode()
    client.post(page, {"cells": [cell], "seen": str(release.version)})
    release.refresh_from_db()
    assert release.mask == [[PUPILS, "2014-2015|BE-VAN", "pupils"]]
    assert f'value="{cell}" checked' in client.get(page).content.decode()
    client.post(page, {"seen": str(release.version)})
    assert Release.objects.get().mask == []


def test_a_cell_that_is_not_there_is_refused(as_user, polly):
    release = draft(polly, PUPILS)
    block = release.blocks.last()
    page = f"/cijfers/{release.number}/stukken/{block.pk}/leeg/"
    given = {"cells": ["2014-2015|nergens/pupils"], "seen": str(release.version)}
    assert as_user(polly).post(page, given).status_code == 422
    with pytest.raises(CubeUnknown):
        mask_cells(release=release, cube="x", cells=[], seen=release.version, by=polly)
    assert Release.objects.get().mask == []


# Copies, and the end ------------------------------------------------------------------


def test_a_copy_has_the_same_blocks_and_a_life_of_its_own(as_user, polly, pim):
    release = draft(polly, PUPILS, asked="Vraag nr. 3")
    as_user(pim).post(f"/cijfers/{release.number}/kopie/")
    copy = Release.objects.first()
    assert (copy.asked, copy.made_by, copy.corrects) == ("Vraag nr. 3", pim, None)
    assert texts(copy) == texts(release)
    assert kinds(copy) == kinds(release)
    remove_block(block=copy.blocks.first(), seen=0, by=pim)
    assert len(kinds(release)) == 3


def test_what_is_dropped_stays_in_the_list_below(as_user, polly):
    release = draft(polly)
    client = as_user(polly)
    client.post(f"/cijfers/{release.number}/verval/")
    context = client.get("/cijfers/").context
    assert (context["open"], context["dropped"]) == ([], [Release.objects.get()])


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long(
    as_user, polly, count, django_assert_num_queries
):
    for _number in range(count):
        draft(polly)
    client = as_user(polly)
    with django_assert_num_queries(4):
        assert client.get("/cijfers/").status_code == 200


# Outsiders ----------------------------------------------------------------------------

PAGES = [
    *("", "gegevens/", "cijfers/", "stukken/text/", "stukken/figure/"),
    *("stukken/{block}/", "stukken/{block}/leeg/", "voortgang/", "document/"),
    *("verschil/", "handtekening/", "bestanden/uitgave-1.csv"),
]
POSTS = [
    *("opmaak/", "verval/", "kopie/", "verbetering/", "berekening/", "handtekening/"),
    *("stukken/text/", "stukken/{block}/", "stukken/{block}/plaats/"),
    *("stukken/{block}/weg/", "stukken/{block}/leeg/", "gegevens/"),
]


@pytest.mark.parametrize("who", ["carla", "hans", "sofie", "paula"])
def test_outsiders_find_nothing(as_user, polly, request, who):
    release = draft(polly, PUPILS)
    client = as_user(request.getfixturevalue(who))
    assert client.get("/cijfers/").status_code == 404
    assert client.get("/cijfers/nieuw/").status_code == 404
    block = release.blocks.last().pk
    for page in PAGES:
        address = f"/cijfers/{release.number}/{page.format(block=block)}"
        assert client.get(address).status_code == 404, address
    for page in POSTS:
        address = f"/cijfers/{release.number}/{page.format(block=block)}"
        assert client.post(address, {"seen": "3"}).status_code == 404, address
    assert ReleaseBlock.objects.count() == 3
    assert Release.objects.get().stage == "draft"


@pytest.mark.parametrize("who", ["cora", "pia"])
def test_who_may_sign_reads_drafts_and_changes_nothing(as_user, polly, request, who):
    release = draft(polly, PUPILS)
    client = as_user(request.getfixturevalue(who))
    page = f"/cijfers/{release.number}/"
    html = client.get(page).content.decode()
    assert "Hoeveel leerlingen?" in html
    assert "Berekenen" not in html
    assert "Wijzig" not in html
    assert client.get("/cijfers/").context["may_make"] is False
    block = release.blocks.last().pk
    for address in POSTS:
        response = client.post(page + address.format(block=block), {"seen": "3"})
        assert response.status_code in (404, 422), address
    release.refresh_from_db()
    assert (release.stage, release.version) == ("draft", 3)
    assert Release.objects.count() == 1


def test_strangers_log_in_first():
    for page in ("/cijfers/", "/cijfers/nieuw/", "/cijfers/1/"):
        assert Client().get(page).headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("page", POSTS[:5])
def test_what_changes_something_is_no_get(as_user, polly, page):
    release = draft(polly)
    address = f"/cijfers/{release.number}/{page}"
    assert as_user(polly).get(address).status_code == 405


def test_the_list_loads_no_figures(as_user, polly, cora, django_assert_num_queries):
    first = release_of(polly, cora)
    release_of(polly, cora, number=8, corrects=first)
    client = as_user(polly)
    with django_assert_num_queries(4) as asked:
        assert b"verbetert 7" in client.get("/cijfers/").content
    assert not any('"figures"' in one["sql"] for one in asked)
