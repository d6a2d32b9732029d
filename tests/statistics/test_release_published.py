"""Tables of before in a release: as they were printed, with their source."""

from __future__ import annotations

import pytest

from sio.statistics.actions.published import load_table
from sio.statistics.actions.sign import sign_release
from sio.statistics.cells import HIDDEN
from sio.statistics.cubes.errors import CubeUnknown
from sio.statistics.errors import DifferencesUnread
from sio.statistics.models import PublishedTable, PublishedValue, Release
from sio.statistics.published.reading import own_files, read_table, table_of
from sio.statistics.queries.document import document_of
from sio.statistics.queries.offers import PUBLISHED, offer_of, offers
from sio.statistics.queries.recompute import differences_of
from tests.statistics.population import Traject, take_in
from tests.statistics.releasing import PUPILS, compute, draft, pupils, put, signed

pytestmark = pytest.mark.django_db
PSYCHOLOGICAL = "psychological_per_province_per_school_year"
SOURCE = "Antwoord van 5 januari 2017"


@pytest.fixture
def table(db):
    """A number, a zero and a blank."""
    made = PublishedTable.objects.create(
        cube=PUPILS, title="Leerlingen", source=SOURCE, sha256="x"
    )
    for place, printed in (("BE-VAN", "46"), ("BE-BRU", "0"), ("BE-VLI", "")):
        PublishedValue.objects.create(
            table=made, at=f"2012-2013|{place}", measure="pupils", printed=printed
        )
    return made


def values(figure):
    return {cell.at[1]: cell.values[0] for cell in figure.cube.cells}


def test_a_draft_keeps_a_table_that_is_loaded_anew(polly, commit):
    """A file that was put right: other figures and words, the same table."""
    pupils(VAN=12)
    [path] = [one for one in own_files() if one.stem == "2016_pupils"]
    assert load_table(read_table(path)) is True
    table = PublishedTable.objects.get()
    release = draft(polly, f"{PUBLISHED}{table.pk}")
    put_right = path.read_bytes().replace(b"BE-VAN,pupils,46", b"BE-VAN,pupils,")
    put_right = put_right.replace(b"# title: ", b"# title: Verbeterd: ")
    assert load_table(table_of(put_right)) is True
    assert load_table(table_of(put_right)) is False
    again = PublishedTable.objects.get()
    assert (again.pk, again.title) == (table.pk, f"Verbeterd: {table.title}")
    figure = document_of(compute(release, polly, commit)).blocks[-1]
    places = {cell.at: cell.values[0] for cell in figure.cube.cells}
    assert places["2012-2013", "BE-VAN"] is None
    assert places["2012-2013", "BE-VOV"] == 48
    assert figure.cube.shape.definitions == ()  # ours do not say how it was counted
    assert figure.cube.source == table.source


def test_one_that_is_gone_is_not_left_out_unseen(as_user, polly, table, commit):
    pupils(VAN=12)
    release = draft(polly, PUPILS, f"{PUBLISHED}{table.pk}")
    table.delete()
    release = compute(release, polly, commit)
    assert (release.stage, release.failure) == ("draft", CubeUnknown.code)
    html = as_user(polly).get(f"/cijfers/{release.number}/").content.decode()
    assert CubeUnknown.code in html


def test_one_is_chosen_by_itself(as_user, polly, table, commit):
    pupils(VAN=12)
    release = draft(polly)
    client, name = as_user(polly), f"{PUBLISHED}{table.pk}"
    page = f"/cijfers/{release.number}/"
    html = client.get(f"{page}cijfers/").content.decode()
    assert "Vroeger gepubliceerd" in html
    given = {"cube": name, "caption": "Toen", "chart": "", "seen": release.version}
    client.post(f"{page}stukken/figure/", given)
    block = release.blocks.last()
    assert client.get(f"{page}stukken/{block.pk}/leeg/").status_code == 404
    release = compute(release, polly, commit)
    figure = document_of(release).blocks[-1]
    assert values(figure) == {"BE-VAN": 46, "BE-BRU": 0, "BE-VLI": None}
    assert figure.cube.source == SOURCE
    assert SOURCE in client.get(f"{page}document/").content.decode()
    assert differences_of(release) == []


def test_one_is_shown_below_the_computed_figure(as_user, polly, table, commit):
    pupils(VAN=12)
    release = draft(polly)
    page = f"/cijfers/{release.number}/stukken/figure/"
    form = as_user(polly).get(f"{page}?cijfers={PUPILS}").context["form"]
    assert "with_published" in form.fields
    put(
        release,
        polly,
        "figure",
        cube=PUPILS,
        caption="Nu",
        chart="bars",
        with_published=True,
    )
    compute(release, polly, commit)
    *_words, now, before = document_of(Release.objects.get()).blocks
    assert (now.cube.source, before.cube.source) == ("", SOURCE)
    assert (now.chart, before.chart) == ("bars", "")
    assert (now.number, before.number) == (1, 2)


def published(year, cube=PUPILS, **counts):
    made = PublishedTable.objects.create(
        cube=cube, title="Leerlingen", source=SOURCE, sha256="y"
    )
    for place, printed in counts.items():
        PublishedValue.objects.create(
            table=made, at=f"{year}|{place}", measure="pupils", printed=printed
        )


def release_with_tables(polly, commit, *, is_printed):
    release = draft(polly)
    figure = {"cube": PUPILS, "caption": "Nu", "with_published": is_printed}
    put(release, polly, "figure", **figure)
    return compute(release, polly, commit)


def notes(release):
    return {
        (one["kind"], one["release"], *one["places"]) for one in release.differences
    }


@pytest.mark.parametrize(
    ("is_printed", "kind", "words"),
    [
        (True, "printed", "Staat in deze uitgave in een tabel van vroeger"),
        (False, "public", "Stond al in een tabel die vroeger gepubliceerd werd"),
    ],
)
def test_what_is_hidden_and_was_published_is_ticked_off_by_who_signs(
    as_user, polly, cora, commit, is_printed, kind, words
):
    pupils(VAN=12, VLI=7, BRU=3)
    published("2015-2016", **{"BE-BRU": "3", "BE-VLI": "7", "BE-VAN": "12"})
    release = release_with_tables(polly, commit, is_printed=is_printed)
    number = None if is_printed else 0
    assert (kind, number, "2015-2016|BE-BRU") in notes(release)
    # What was known already hides nothing better.
    shown = values(document_of(release).blocks[2])
    assert (shown["BE-BRU"], shown["BE-VLI"], shown["BE-VAN"]) == (HIDDEN, 7, 12)
    page = f"/cijfers/{release.number}/handtekening/"
    assert words in as_user(cora).get(page).content.decode()
    with pytest.raises(DifferencesUnread), commit(execute=True):
        sign_release(release=release, sha256=release.sha256, read=[], by=cora)
    assert signed(release, cora, commit).stage == "signed"


def test_another_number_of_before_below_a_hidden_one_is_named_too(polly, commit):
    pupils(VAN=12, VLI=7, BRU=3)
    published("2015-2016", **{"BE-BRU": "4", "BE-VAN": "13"})
    found = notes(release_with_tables(polly, commit, is_printed=True))
    assert ("printed", None, "2015-2016|BE-BRU") in found
    assert ("changed", 0, "2015-2016|BE-VAN") in found


def test_a_table_of_another_cube_of_the_same_pupils_is_known(polly, commit):
    some = [(n, "BE-VAN", "anxiety" if n < 9 else "blood") for n in range(12)]
    take_in(
        Traject("2015-10", "2016-03", whose=whose, province=province, group=group)
        for whose, province, group in some
    )
    # All less these nine are three, whoever counts.
    published("2015-2016", cube=PSYCHOLOGICAL, **{"BE-VAN": "9"})
    release = release_with_tables(polly, commit, is_printed=False)
    assert values(document_of(release).blocks[2])["BE-VAN"] == HIDDEN


def test_without_a_table_of_before_nothing_is_asked(as_user, polly):
    release = draft(polly)
    page = f"/cijfers/{release.number}/stukken/figure/?cijfers={PUPILS}"
    form = as_user(polly).get(page).context["form"]
    assert "with_published" not in form.fields
    assert "caption" in form.fields


def test_each_offer_has_words_and_is_found_by_its_name(table):
    found = offers()
    assert len(found) > 1
    for one in found:
        assert offer_of(one.name) == one
        assert one.title
        assert one.title != one.name
        assert one.sentence
    assert offer_of(f"{PUBLISHED}0") is None
    assert offer_of(f"{PUBLISHED}x") is None
