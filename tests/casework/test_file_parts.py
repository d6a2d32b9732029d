"""Each page of the file: who finds it, and who is told that it does not exist."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sio.core.models import AccessRecord
from sio.core.time import today, years_before
from sio.trajects.models import Household, OtherTeaching

STAFF = {"carla", "cora"}
FAMILY = {"paula", "pam", "tuur"}
SCHOOL = {"sofie"}
OUTSIDERS = {"chris", "otto", "piet", "eddy"}
CAST = sorted(STAFF | FAMILY | SCHOOL | OUTSIDERS | {"hans"})

MAY = {
    "gezondheid/": STAFF | FAMILY,
    "gezinnen/": STAFF | FAMILY,
    "gezinnen/nieuw/": STAFF,
    "gezinnen/{household}/": STAFF,
    "ouders/{paula}/": STAFF | {"paula"},
    "ouders/toegang/": STAFF | {"tuur"},
    "gegevens/leerling/": STAFF,
    "gegevens/klas/": STAFF,
    "gegevens/clb-en-arts/": STAFF,
    "gegevens/materiaal/": STAFF,
    "klas-ingelicht/": STAFF | SCHOOL,
    "attest/": STAFF | SCHOOL,
    "ander-onderwijs/": STAFF | FAMILY | SCHOOL,
    "ander-onderwijs/{teaching}/": STAFF,
    "eerste-keer/": STAFF | FAMILY | SCHOOL,
    "terugkeer/": STAFF | FAMILY | SCHOOL,
    "klas-mag-weten/": STAFF | FAMILY | SCHOOL,
    "tips/": STAFF | FAMILY | SCHOOL,
    "berichten/": STAFF | FAMILY | SCHOOL,
}
# No form of their own.
ONLY_SHOWN = {"gezinnen/", "ouders/toegang/"}


@pytest.fixture
def everybody(request, traject):
    return {name: request.getfixturevalue(name) for name in CAST}


def filled(page, traject, everybody):
    household = Household.objects.create(traject=traject, name="Leeg")
    teaching = OtherTeaching.objects.create(
        traject=traject, kind="toah", starts_on=today()
    )
    paula = everybody["paula"].guardianships.get().pk
    part = page.format(household=household.pk, teaching=teaching.pk, paula=paula)
    return f"/trajecten/{traject.pk}/{part}"


@pytest.mark.parametrize("page", MAY)
def test_who_may_finds_the_page_and_leaves_a_trace(page, everybody, as_user, traject):
    address = filled(page, traject, everybody)
    statuses = {
        name: as_user(everybody[name]).get(address).status_code for name in CAST
    }
    assert {name for name, status in statuses.items() if status == 200} == MAY[page]
    assert set(statuses.values()) <= {200, 404}
    seen = AccessRecord.objects.filter(traject=traject.pk, what="viewed")
    assert seen.count() == len(MAY[page])


@pytest.mark.parametrize("page", MAY)
def test_who_may_not_posts_in_vain(page, everybody, as_user, traject):
    address = filled(page, traject, everybody)
    for name in set(CAST) - MAY[page]:
        response = as_user(everybody[name]).post(address, {"text": "x"})
        assert response.status_code in ({404, 405} if page in ONLY_SHOWN else {404})


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("ander-onderwijs/", FAMILY | SCHOOL),
        ("eerste-keer/", FAMILY | SCHOOL),
        ("terugkeer/", FAMILY | SCHOOL),
        ("klas-mag-weten/", SCHOOL),
    ],
)
def test_who_only_reads_is_refused_in_words(page, names, everybody, as_user, traject):
    words = {
        "kind": "toah",
        "starts_on": "2026-11-02",
        "share": "50",
        "manner": "at_once",
        "text": "Hij is ziek.",
    }
    for name in names:
        client = as_user(everybody[name])
        response = client.post(f"/trajecten/{traject.pk}/{page}", words)
        assert response.status_code == 422
        assert "trajects.not_allowed" in response.content.decode()


def links(client, traject):
    text = client.get(f"/trajecten/{traject.pk}/").content.decode()
    return {page for page in MAY if f'href="/trajecten/{traject.pk}/{page}"' in text}


def test_the_file_page_links_to_what_each_may_open(everybody, as_user, traject):
    for name in CAST:
        if name in OUTSIDERS:
            continue
        linked = links(as_user(everybody[name]), traject)
        assert linked <= {page for page in MAY if name in MAY[page]}, name
    of_sofie = links(as_user(everybody["sofie"]), traject)
    assert of_sofie == {page for page in MAY if "sofie" in MAY[page]}
    assert links(as_user(everybody["hans"]), traject) == set()
    assert "gezondheid/" in links(as_user(everybody["paula"]), traject)


def test_staff_are_told_thirty_days_before_the_eighteenth_birthday(
    as_user, traject, carla, paula
):
    def warned(user, days):
        born = years_before(today() + timedelta(days=days), 18)
        traject.pupil.birth_date = born
        traject.pupil.save(update_fields=["birth_date"])
        text = as_user(user).get(f"/trajecten/{traject.pk}/").content.decode()
        return "De leerling wordt 18 op" in text

    # A birthday on 29 February moves by a day; the borders are two days apart.
    assert [warned(carla, days) for days in (33, 29, 2, -1)] == [
        False,
        True,
        True,
        False,
    ]
    assert not warned(paula, 20)
