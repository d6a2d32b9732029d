"""The family, and who guides the traject, read who opened the file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sio.accounts.models import Role
from sio.core import access_pages
from sio.core.access_log import record_change, record_view
from sio.core.access_words import PAGES
from sio.core.models import AccessRecord
from sio.trajects.openings import SHARED_PAGES


def page(traject):
    return f"/trajecten/{traject.pk}/inzage/"


def lines(response):
    """What stands in each row, its moment left out."""
    html = response.content.decode()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html, re.DOTALL)
    texts = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]
    return list(zip(texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize("name", ["paula", "sofie", "carla", "cora"])
def test_family_school_and_guides_see_it_and_that_is_a_line_too(
    request, as_user, traject, name
):
    user = request.getfixturevalue(name)
    response = as_user(user).get(page(traject))
    assert response.status_code == 200
    ((who, what),) = lines(response)
    assert who.startswith(f"{user.name} (")
    assert what == "wie het dossier opende: bekeken"
    record = AccessRecord.objects.get()
    assert (record.traject, record.by, record.page) == (traject.pk, user, "access")


@pytest.mark.parametrize("name", ["hans", "otto", "chris", "piet", "eddy", "pia"])
def test_nobody_else_finds_it(request, as_user, traject, name):
    client = as_user(request.getfixturevalue(name))
    assert client.get(page(traject)).status_code == 404
    assert AccessRecord.objects.count() == 0


def test_it_is_read_only(as_user, traject, paula):
    assert as_user(paula).post(page(traject)).status_code == 405


def test_who_as_what_and_why_in_words_newest_first(
    as_user, agreed, other_traject, carla, cora, hans, sofie, paula
):
    number = agreed.pk
    record_view(traject_id=number, page="traject", by=hans)
    record_change(traject_id=number, page="schedule", by=sofie)
    record_view(traject_id=number, page="agreement home", by=cora, why="break-glass 4")
    record_change(traject_id=number, page="state", by=cora, on_behalf_of=carla)
    record_view(traject_id=number, page="traject", by=None, actor="clock")
    record_view(traject_id=other_traject.pk, page="state", by=hans)
    assert lines(as_user(paula).get(page(agreed))) == [
        ("Paula (moeder)", "wie het dossier opende: bekeken"),
        ("ons systeem", "hele dossier: bekeken"),
        ("Cora (coördinator) namens Carla", "stand van het traject: gewijzigd"),
        ("Cora (coördinator)", "afspraken (Thuis): bekeken noodtoegang"),
        ("Sofie (school, zorgcoördinator)", "lesrooster: gewijzigd"),
        ("Hans (helpdesk)", "hele dossier: bekeken"),
    ]


def test_the_role_is_the_one_of_that_moment(as_user, traject, paula, carla):
    record_view(traject_id=traject.pk, page="traject", by=carla)
    later = timezone.now() + timedelta(seconds=1)
    Role.objects.filter(user=carla).update(ended_at=later)
    Role.objects.create(user=carla, kind="helpdesk")
    Role.objects.filter(kind="helpdesk").update(started_at=later)
    assert lines(as_user(paula).get(page(traject)))[1][0] == "Carla (consulent)"


def test_who_was_erased_has_no_name_and_still_a_role(as_user, traject, paula, carla):
    record_view(traject_id=traject.pk, page="traject", by=carla)
    carla.name = "–"
    carla.save(update_fields=["name"])
    assert lines(as_user(paula).get(page(traject)))[1][0] == "– (consulent)"


def test_a_long_list_goes_on_older(as_user, traject, paula, carla, monkeypatch):
    for _n in range(5):
        record_view(traject_id=traject.pk, page="traject", by=carla)
    monkeypatch.setattr(access_pages.records_of_file, "__defaults__", (None, 2))
    client = as_user(paula)
    seen, address = [], page(traject)
    while address:
        response = client.get(address)
        seen += [row["who"] for row in response.context["rows"]]
        older = re.search(r'href="(\?voor=\d+)"', response.content.decode())
        address = older and page(traject) + older[1]
    assert seen == ["Paula", *["Carla"] * 5]
    assert "Nieuwste eerst" in response.content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "٣", ""])
def test_a_strange_cursor_shows_the_newest(as_user, traject, paula, before):
    response = as_user(paula).get(page(traject), {"voor": before})
    assert len(lines(response)) == 1


def test_beyond_the_oldest_there_is_nothing(as_user, traject, paula):
    response = as_user(paula).get(page(traject), {"voor": "1"})
    assert "Verder terug staat er niets." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    as_user, traject, paula, carla, cora, sofie, django_assert_num_queries, count
):
    for user in [carla, cora, sofie][:count]:
        record_view(traject_id=traject.pk, page="traject", by=user)
    client = as_user(paula)
    with django_assert_num_queries(12):
        client.get(page(traject))


def test_the_file_leads_there(as_user, traject, paula, sofie, hans):
    link = f'href="{page(traject)}"'
    address = f"/trajecten/{traject.pk}/"
    assert link in as_user(paula).get(address).content.decode()
    assert link in as_user(sofie).get(address).content.decode()
    assert link not in as_user(hans).get(address).content.decode()


def test_the_school_reads_who_and_when_and_no_page_that_it_does_not_see(
    as_user, traject, carla, cora, paula, sofie
):
    for code in PAGES:
        record_view(traject_id=traject.pk, page=code, by=carla)
    record_view(traject_id=traject.pk, page="traject", by=cora, why="break-glass 4")
    record_change(traject_id=traject.pk, page="health", by=paula)
    seen = lines(as_user(sofie).get(page(traject)))
    assert seen[:3] == [
        ("Sofie (school, zorgcoördinator)", "wie het dossier opende: bekeken"),
        ("Paula (moeder)", "het dossier: gewijzigd"),
        ("Cora (coördinator)", "hele dossier: bekeken"),
    ]
    told = " ".join(what for _who, what in seen)
    for code in ("health", "feasibility", "decision", "contacts", "letters", "waiting"):
        assert str(PAGES[code]) not in told, code
    for code in ("device", "code"):  # of the other side too
        assert f"{PAGES[code]}:" not in told, code
    assert len(SHARED_PAGES - set(PAGES)) == 0
    assert ("Carla (consulent)", "lesrooster: bekeken") in seen
