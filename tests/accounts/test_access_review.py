"""The privacy officer reviews the log by file, by person and by day."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from sio.accounts.actions import RoleStandsAlone, give_role
from sio.accounts.queries import roles_of
from sio.accounts.rules import is_staff, may_review_access
from sio.core import access_pages, verify
from sio.core.access_log import record_change, record_view
from sio.core.models import AccessRecord
from sio.trajects.models import Guardian
from sio.trajects.queries import trajects_visible_to

OTHERS = ["carla", "cora", "hans", "sofie", "paula", "chris"]
PAGES = ["", "dossier/", "persoon/", "dag/"]
FILES = ["dossier/bestand/", "persoon/bestand/", "dag/bestand/"]
NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def client(as_user, pia):
    return as_user(pia)


@pytest.fixture
def looks(traject, other_traject, carla, hans):
    """Three looks at Tuur's file on 2 March 2027, one at Noor's the day after."""
    with time_machine.travel(NOON, tick=False):
        record_view(traject_id=traject.pk, page="traject", by=carla)
        record_change(traject_id=traject.pk, page="state", by=carla, on_behalf_of=hans)
        record_view(traject_id=traject.pk, page="traject", by=hans)
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        record_view(traject_id=other_traject.pk, page="schedule", by=hans)


def shown(response):
    return [
        (row["who"], row["record"].traject, row["page"], row["what"], row["for"])
        for row in response.context["rows"]
    ]


def newest():
    names = ["what", "traject", "page", "why", "count", "by"]
    return AccessRecord.objects.values_list(*names).first()


@pytest.mark.parametrize("path", PAGES + FILES)
@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_any_of_it(request, as_user, traject, name, path):
    client = as_user(request.getfixturevalue(name))
    query = {"number": traject.pk, "day": "2027-03-02"}
    assert client.get(f"/inzage/{path}", query).status_code == 404
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize("path", PAGES + FILES)
def test_nothing_is_posted(client, path):
    assert client.post(f"/inzage/{path}").status_code == 405


def test_the_officer_sees_no_pupil_and_no_list(client, pia, traject):
    assert not trajects_visible_to(pia).exists()
    assert client.get(f"/trajecten/{traject.pk}/").status_code == 404
    response = client.get("/trajecten/")
    assert response.headers["Location"] == "/inzage/"


def test_without_second_factor_there_is_nothing(client, pia):
    pia.authenticator_set.all().delete()
    assert client.get("/inzage/").status_code == 302


def test_one_file(client, pia, looks, traject):
    response = client.get("/inzage/dossier/", {"number": traject.pk})
    assert shown(response) == [
        ("Hans", traject.pk, "hele dossier", "bekeken", ""),
        ("Carla", traject.pk, "stand van het traject", "gewijzigd", "Hans"),
        ("Carla", traject.pk, "hele dossier", "bekeken", ""),
    ]
    assert "Tuur" not in response.content.decode()
    number = traject.pk
    assert newest() == ("viewed", number, "access file", f"file {number}", 3, pia.pk)


def test_one_person(client, pia, looks, traject, other_traject, hans):
    response = client.get("/inzage/persoon/", {"number": hans.pk})
    assert [row[1] for row in shown(response)] == [other_traject.pk, traject.pk]
    assert f'<option value="{hans.pk}" selected>Hans' in response.content.decode()
    person = f"person {hans.pk}"
    assert newest() == ("viewed", None, "access person", person, 2, pia.pk)


def test_a_person_who_is_no_staff_can_be_asked_for(client, looks, paula, traject):
    record_view(traject_id=traject.pk, page="traject", by=paula)
    response = client.get("/inzage/persoon/", {"number": paula.pk})
    assert [row[0] for row in shown(response)] == ["Paula"]
    assert f'<option value="{paula.pk}" selected>Paula' in response.content.decode()


def test_one_day(client, pia, looks, traject):
    response = client.get("/inzage/dag/", {"day": "2027-03-02"})
    assert [row[1] for row in shown(response)] == [traject.pk] * 3
    assert newest() == ("viewed", None, "access day", "day 2027-03-02", 3, pia.pk)


def test_a_day_ends_at_midnight_in_brussels(client, carla):
    for moment in ("2027-03-01T22:59:59Z", "2027-03-01T23:00:00Z"):
        with time_machine.travel(moment, tick=False):
            record_view(traject_id=1, page="traject", by=carla)
    with time_machine.travel("2027-03-02T23:00:00Z", tick=False):
        record_view(traject_id=1, page="traject", by=carla)
    response = client.get("/inzage/dag/", {"day": "2027-03-02"})
    assert [row["record"].sequence for row in response.context["rows"]] == [2]


def test_a_look_without_result_is_logged_too(client, pia):
    response = client.get("/inzage/dossier/", {"number": 404})
    assert "Hier is niets genoteerd." in response.content.decode()
    assert newest() == ("viewed", 404, "access file", "file 404", 0, pia.pk)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dossier/", {"number": "x"}),
        ("dossier/", {"number": "0"}),
        ("dossier/", {"number": "9" * 40}),
        ("persoon/", {"number": "9" * 40}),
        ("persoon/", {"number": "\0"}),
        ("dag/", {"day": "2027-02-30"}),
        ("dag/", {"day": "9999-12-31"}),
        ("dag/", {"day": "0001-01-01"}),
    ],
)
def test_a_strange_question_is_refused_and_not_logged(client, path, query):
    response = client.get(f"/inzage/{path}", query)
    assert response.status_code == 422
    assert 'class="errorlist"' in response.content.decode()
    assert client.get(f"/inzage/{path}bestand/", query).status_code == 404
    assert AccessRecord.objects.count() == 0


def test_the_bare_pages_ask_and_log_nothing(client):
    for path in PAGES:
        assert client.get(f"/inzage/{path}").status_code == 200
    for path in FILES:
        assert client.get(f"/inzage/{path}").status_code == 404
    assert AccessRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dossier/", {"number": 1}),
        ("persoon/", {"number": "carla"}),
        ("dag/", {"day": "2027-03-02"}),
    ],
)
def test_a_long_log_goes_on_older(client, carla, monkeypatch, path, query):
    if path == "persoon/":
        query = {"number": carla.pk}
    moments = [3, 3, 1, 5, 2, 4]  # a clock that was set back, and a tie
    for minute in moments:
        with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
            record_view(traject_id=1, page="traject", by=carla)
    monkeypatch.setattr("sio.accounts.views.PAGE_ROWS", 2)
    seen, address = [], f"/inzage/{path}"
    while address:
        response = client.get(address, query)
        rows = [row["record"] for row in response.context["rows"]]
        seen += [row.sequence for row in rows if row.by_id == carla.pk]
        older = response.context["page"].older
        query = query | {"voor": older}
        address = address if older else None
    by_moment = path == "dag/"
    order = {n: (moments[n - 1], n) if by_moment else n for n in range(1, 7)}
    assert seen == sorted(order, key=order.get, reverse=True)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    client, traject, carla, chris, hans, django_assert_num_queries, count
):
    for user in [carla, chris, hans][:count]:
        with time_machine.travel(NOON, tick=False):
            record_view(traject_id=traject.pk, page="traject", by=user)
    for path, query in (
        ("dossier/", {"number": traject.pk}),
        ("persoon/", {"number": carla.pk}),
        ("dag/", {"day": "2027-03-02"}),
    ):
        with django_assert_num_queries(8):
            client.get(f"/inzage/{path}", query)


def table(response):
    text = response.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_a_file_for_a_spreadsheet_is_safe_and_logged(
    client, pia, looks, traject, carla, hans
):
    hans.name = '=HYPERLINK("http://evil.example")'
    hans.save(update_fields=["name"])
    response = client.get("/inzage/dossier/bestand/", {"number": traject.pk})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    name = f'attachment; filename="inzage-{traject.pk}.csv"'
    assert response["Content-Disposition"] == name
    head, *rows = table(response)
    assert head[:3] == ["Nummer", "Moment", "Account"]
    assert [row[3] for row in rows] == ["'" + hans.name, "Carla", "Carla"]
    assert rows[1] == [
        *["2", "2027-03-02T13:00:00+01:00", str(carla.pk), "Carla", str(hans.pk)],
        *["'" + hans.name, str(traject.pk), "gewijzigd", "stand van het traject"],
        *["state", "", ""],
    ]
    number = traject.pk
    assert newest() == ("exported", number, "access file", f"file {number}", 3, pia.pk)


@pytest.mark.parametrize(
    ("path", "query"),
    [("persoon/", {"number": None}), ("dag/", {"day": "2027-03-03"})],
)
def test_the_other_reviews_are_exported_too(client, looks, hans, path, query):
    query = {key: value or hans.pk for key, value in query.items()}
    rows = table(client.get(f"/inzage/{path}bestand/", query))
    assert len(rows) == (3 if path == "persoon/" else 2)
    assert list(verify.problems()) == []


def test_the_page_leads_to_its_file_and_to_the_next_questions(client, looks, traject):
    query = {"number": traject.pk}
    html = client.get("/inzage/dossier/", query).content.decode()
    links = re.findall(r'href="(/inzage[^"]*)"', html)
    assert f"/inzage/dossier/bestand/?number={traject.pk}" in links
    assert f"/inzage/dossier/?number={traject.pk}" in links
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_the_role_stands_alone(cora, pia, carla, paula):
    with pytest.raises(RoleStandsAlone):
        give_role(user=pia, kind="coordinator", by=cora)
    with pytest.raises(RoleStandsAlone):
        give_role(user=carla, kind="privacy", by=cora)
    give_role(user=pia, kind="privacy", by=cora)  # held already
    give_role(user=paula, kind="privacy", by=cora)
    assert [roles_of(one) for one in (pia, carla, paula)] == [
        {"privacy"},
        {"consultant"},
        {"privacy"},
    ]


def test_the_role_is_staff_and_reviews_alone():
    assert is_staff({"privacy"})
    assert may_review_access({"privacy"})
    assert not may_review_access({"coordinator", "consultant", "helpdesk"})


def test_a_parent_who_is_the_officer_keeps_the_own_child(as_user, paula, pia, traject):
    Guardian.objects.create(user=pia, traject=traject, capacity="moeder")
    response = as_user(pia).get("/trajecten/")
    assert response.status_code == 200
    assert "Tuur" in response.content.decode()
    assert 'href="/inzage/"' in as_user(pia).get("/beheer/").content.decode()


def test_cursors():
    assert access_pages.cursor("12") == 12
    assert access_pages.cursor(None) is access_pages.cursor("1" * 19) is None
    assert timezone.is_aware(access_pages._midnight(NOON.date()))
