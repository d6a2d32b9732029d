from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from sio.accounts.models import Role
from sio.casework.queries.capacity import capacity
from sio.intake.models import WindowChange
from sio.trajects.models import Assignment, Pupil, Traject
from sio.trajects.workflow import State
from tests.casework.desk import text_of
from tests.conftest import person

PAGE = "/aanvraagperiodes/"
YEAR = f"{PAGE}2019/"
EVERYBODY = ["carla", "chris", "cora", "hans", "sofie", "otto", "paula", "piet", "eddy"]
STAFF = {"carla", "chris", "cora", "hans"}


@pytest.fixture(autouse=True)
def _in_spring_2020():
    with time_machine.travel("2020-03-17T09:00:00Z", tick=False):
        yield


@pytest.fixture
def typed():
    return {
        "gezien": "",
        "state": "closed",
        "reason": "Scholen dicht",
        "sets_free": "12",
        "text_nl": "Even niet.",
        "text_fr": "",
        "text_en": "Not now.",
        "text_de": "",
    }


def test_the_coordinator_sees_what_the_public_will_read_and_then_closes(
    as_user, cora, typed
):
    client = as_user(cora)
    preview = client.post(YEAR, typed)
    assert preview.status_code == 200
    assert preview.context["texts"] == [
        ("nl-be", "Nederlands", "Even niet."),
        ("fr", "Français", "Even niet."),
        ("en", "English", "Not now."),
        ("de", "Deutsch", "Even niet."),
    ]
    assert not WindowChange.objects.exists()

    done = client.post(YEAR, typed | {"stap": "bewaar"}, follow=True)
    assert done.redirect_chain == [(PAGE, 302)]
    assert "Schooljaar 2019–2020: gesloten." in done.content.decode()
    change = WindowChange.objects.get()
    assert (change.school_year, change.state, change.reason, change.sets_free) == (
        2019,
        "closed",
        "Scholen dicht",
        12,
    )
    assert (change.text_nl, change.text_fr, change.text_en, change.by) == (
        "Even niet.",
        "",
        "Not now.",
        cora,
    )
    page = Client().get("/aanvraag/periodes/").content.decode()
    assert "Even niet." in page


def test_the_form_starts_with_what_holds_now_but_asks_the_reason_anew(
    as_user, cora, typed
):
    client = as_user(cora)
    client.post(YEAR, typed | {"stap": "bewaar"})
    form = client.get(YEAR).context["form"]
    assert form.initial == {
        "state": "closed",
        "text_nl": "Even niet.",
        "text_fr": "",
        "text_en": "Not now.",
        "text_de": "",
    }


def test_going_back_from_the_preview_keeps_what_was_typed(as_user, cora, typed):
    page = as_user(cora).post(YEAR, typed | {"stap": "terug"})
    assert page.status_code == 200
    assert "Scholen dicht" in page.content.decode()
    assert not WindowChange.objects.exists()


@pytest.mark.parametrize("step", ["", "bewaar", "terug"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", ""),
        ("text_nl", ""),
        ("text_nl", "x" * 601),
        ("text_fr", "nul\0"),
        ("state", "ajar"),
        ("sets_free", "-1"),
        ("sets_free", "veel"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    as_user, cora, typed, step, field, value
):
    page = as_user(cora).post(YEAR, typed | {field: value, "stap": step})
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {field}
    assert "Not now." in page.content.decode()
    assert not WindowChange.objects.exists()


@pytest.mark.parametrize("step", ["", "bewaar"])
def test_who_comes_second_is_told_and_keeps_the_words(as_user, cora, typed, step):
    cleo = person("Cleo", Role.Kind.COORDINATOR)
    first, second = as_user(cora), as_user(cleo)
    first.post(YEAR, typed | {"stap": "bewaar"})
    late = second.post(YEAR, typed | {"reason": "Andere reden", "stap": step})
    assert late.status_code == 422
    text = late.content.decode()
    assert "Iemand anders was je net voor." in text
    assert "Andere reden" in text
    assert "door Cora" in text
    assert WindowChange.objects.count() == 1
    # Having seen it, she may decide.
    seen = str(WindowChange.objects.get().pk)
    second.post(YEAR, typed | {"state": "open", "stap": "bewaar", "gezien": seen})
    assert [change.state for change in WindowChange.objects.all()] == ["open", "closed"]


def test_the_second_click_is_told_too(as_user, cora, typed):
    client = as_user(cora)
    statuses = [
        client.post(YEAR, typed | {"stap": "bewaar"}).status_code for _n in range(2)
    ]
    assert statuses == [302, 422]
    assert WindowChange.objects.count() == 1


@pytest.mark.parametrize("who", EVERYBODY)
def test_staff_read_and_only_the_coordinator_changes(as_user, request, who, typed):
    client = as_user(request.getfixturevalue(who))
    listed = client.get(PAGE)
    assert listed.status_code == (200 if who in STAFF else 404)
    assert ("Openen of sluiten" in listed.content.decode()) is (who == "cora")
    assert client.get(YEAR).status_code == (200 if who == "cora" else 404)
    changed = client.post(YEAR, typed | {"stap": "bewaar"}).status_code
    assert changed == (302 if who == "cora" else 404)
    assert WindowChange.objects.exists() is (who == "cora")


def test_strangers_log_in_first():
    for page in (PAGE, YEAR):
        assert Client().get(page).headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("year", [2018, 2021, 99999])
def test_other_years_are_not_there(as_user, cora, year):
    assert as_user(cora).get(f"{PAGE}{year}/").status_code == 404


def test_the_list_shows_the_reasons_and_the_sets_with_their_date(
    as_user, cora, hans, typed
):
    as_user(cora).post(YEAR, typed | {"stap": "bewaar"})
    page = as_user(hans).get(PAGE).content.decode()
    assert "Scholen dicht" in page
    assert "geteld op 17/03/2020" in page
    assert "Vanzelf: hierover heeft nog niemand beslist." in page  # of the next year


def test_who_decides_sees_stock_and_people_beside_the_form(as_user, cora, carla, typed):
    client = as_user(cora)
    assert "nog nooit geteld" in client.get(YEAR).content.decode()
    client.post(YEAR, typed | {"stap": "bewaar"})
    newest = WindowChange.objects.get()
    # Opened again without a count: the last one stays to be seen.
    WindowChange.objects.create(
        school_year=2019, state="open", reason="x", by=cora, follows=newest
    )
    for response in (client.get(YEAR), client.post(YEAR, {}), client.get(PAGE)):
        page = text_of(response)
        assert "Vrije sets, 2019–2020 12 geteld op 17/03/2020" in page
        assert "Open dossiers 1" in page
        assert "Carla 1" in page


def test_capacity_counts_files_by_state_and_consultant(
    traject, other_traject, school_class, carla, chris
):
    person("Ida", Role.Kind.CONSULTANT)
    gone = Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Jef", last_name="Claes"),
        school_class=school_class,
        state=State.ENDED,
    )
    Traject.objects.create(
        pupil=Pupil.objects.create(first_name="Lou", last_name="Maes"),
        school_class=school_class,
    )
    Assignment.objects.create(user=chris, traject=gone)
    found = capacity(date(2020, 3, 17))
    assert dict(found.trajects)["lopend"] == 2
    assert dict(found.trajects)["in voorbereiding"] == 1
    assert "gestopt" not in dict(found.trajects)
    assert found.consultants == [("Carla", 1), ("Chris", 1), ("Ida", 0)]
    assert (found.without_consultant, found.open_files) == (1, 3)
    assert found.applications is None


def test_capacity_compares_the_applications_of_thirty_days(db):
    on = date(2020, 3, 17)
    days = [on, on - timedelta(days=29), on - timedelta(days=30), date(2019, 3, 1)]
    found = capacity(on, [(day, 1) for day in days])
    assert (found.applications.now, found.applications.before) == (2, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, cora, django_assert_num_queries, count
):
    newest = None
    for n in range(count):
        person(f"Consulent{n}", Role.Kind.CONSULTANT)
        newest = WindowChange.objects.create(
            school_year=2019,
            state="open",
            reason="Test",
            follows=newest,
            by=person(f"Cora{n}", Role.Kind.COORDINATOR),
        )
    client = as_user(cora)
    with django_assert_num_queries(11):
        client.get(PAGE)
