from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from sio.accounts.models import Role
from sio.casework import office
from sio.casework.words_of_rights import ACTS, STANDINGS
from sio.trajects.models import Pupil, Traject
from sio.trajects.rights import MATRIX, Act, Standing

pytestmark = pytest.mark.django_db

EVERYBODY = ["carla", "cora", "hans", "pia", "polly", "sofie", "paula"]
STAFF = ["carla", "cora", "hans", "pia", "polly"]

# Who finds what on /beheer/, by the name of the address.
FOUND_BY = {
    "casework:windows": STAFF,
    "casework:waiting": ["carla", "cora"],
    "intake:enquiries": ["carla", "cora", "hans", "polly"],
    "casework:rounds": ["carla", "cora"],
    "casework:bulk_moves": ["cora"],
    "casework:contact_figures": ["carla", "cora"],
    "casework:hand_over": ["cora"],
    "post": ["cora"],
    "statistics:releases": ["cora", "pia", "polly"],
    "schools:list": ["carla", "cora"],
    "schools:regions": ["cora"],
    "schools:holidays": ["cora"],
    "schools:closing_days": ["cora"],
    "staff": ["cora"],
    "absences": ["carla", "cora"],
    "dossier:reason_groups": ["cora"],
    "access": ["pia"],
    "casework:emergencies": ["pia"],
    "casework:retirement": ["pia"],
    "casework:emergency": ["carla", "hans"],
    "casework:rights": STAFF,
    "lessons:check_code": STAFF,
}

# Opens for everybody, with what is theirs.
SHOWS_EACH_THEIR_OWN = {"schools:list"}


def entries(response):
    """The entries of the page, as (name of address, address)."""
    groups = response.context["groups"]
    return {one.name: one.address for group in groups for one in group.entries}


def tabs(response):
    """The tabs of the header: words and what aria-current says."""
    html = response.content.decode()
    found = re.search(r'<nav class="tabs".*?</nav>', html, re.S)
    links = re.findall(r"<a ([^>]*)>(?:<svg.*?</svg>)?([^<]*)</a>", found[0], re.S)
    return {
        words: (re.findall(r'aria-current="(\w+)"', given) or [""])[0]
        for given, words in links
    }


# The list of entries ------------------------------------------------------------------


def test_every_entry_leads_somewhere():
    assert office.names_without_address() == set()


def test_no_entry_is_named_twice_and_each_has_words():
    listed = [entry for group in office.GROUPS for entry in group.entries]
    assert len({entry.name for entry in listed}) == len(listed)
    assert all(entry.title and entry.sentence and entry.icon for entry in listed)


def test_an_entry_without_address_is_left_out(monkeypatch, cora):
    gone = office.Entry("no:where", "Weg", "Weg.", "x", lambda roles: True)
    monkeypatch.setattr(office, "GROUPS", (office.Group("gone", "Weg", (gone,)),))
    assert office.groups_for({"coordinator"}) == []
    assert "no:where" in office.names_without_address()
    assert office.menu_for({"coordinator"}, "/beheer/")[-1].name == office.OFFICE


def test_every_icon_is_drawn(settings):
    drawn = (settings.BASE_DIR / "sio/static/img/icons.svg").read_text()
    for group in office.GROUPS:
        for entry in group.entries:
            assert f'id="{entry.icon}"' in drawn, entry.name


# /beheer/ -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", STAFF)
def test_the_entries_follow_the_role(as_user, request, traject, who):
    found = entries(as_user(request.getfixturevalue(who)).get("/beheer/"))
    expected = {name for name, people in FOUND_BY.items() if who in people}
    assert found.keys() & FOUND_BY.keys() == expected


@pytest.mark.parametrize("who", STAFF)
def test_every_entry_shown_opens(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    response = client.get("/beheer/")
    html = response.content.decode()
    for name, address in entries(response).items():
        assert f'href="{address}"' in html
        # 302: opening a file in an emergency asks to log in anew.
        assert client.get(address).status_code in (200, 302), name


@pytest.mark.parametrize("who", STAFF)
def test_what_is_not_shown_does_not_open(as_user, request, traject, who):
    client = as_user(request.getfixturevalue(who))
    shown = entries(client.get("/beheer/"))
    for name, people in FOUND_BY.items():
        assert (name in shown) is (who in people)
        if name not in shown and name not in SHOWS_EACH_THEIR_OWN:
            assert client.get(reverse(name)).status_code == 404, name


@pytest.mark.parametrize("page", ["/beheer/", "/rechten/"])
def test_only_staff_find_it(as_user, request, traject, page):
    for who in STAFF:
        client = as_user(request.getfixturevalue(who))
        assert client.get(page).status_code == 200
        assert client.post(page).status_code == 405
    for who in ("sofie", "paula"):
        assert as_user(request.getfixturevalue(who)).get(page).status_code == 404
    assert Client().get(page).headers["Location"].startswith("/aanmelden/")


@pytest.mark.parametrize("page", ["/beheer/", "/rechten/", "/begin/"])
def test_staff_set_up_a_second_factor_first(as_user, carla, page):
    carla.authenticator_set.all().delete()
    assert as_user(carla).get(page).headers["Location"] == "/aanmelden/beveiliging/"


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(
    as_user, cora, school_class, django_assert_num_queries, count
):
    for n in range(count):
        pupil = Pupil.objects.create(first_name=f"P{n}", last_name="X")
        Traject.objects.create(
            pupil=pupil, school_class=school_class, school=school_class.school
        )
    client = as_user(cora)
    with django_assert_num_queries(3):
        client.get("/beheer/")


# The header ---------------------------------------------------------------------------


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_tabs_follow_the_role(as_user, request, traject, who):
    page = "/beheer/" if who in ("pia", "polly") else "/trajecten/"
    found = tabs(as_user(request.getfixturevalue(who)).get(page))
    assert "page" in found.values()
    assert ("Vandaag" in found) is (who in ("carla", "cora"))
    # The privacy officer may be a parent too.
    assert ("Trajecten" in found) is (who != "polly")
    assert ("Cijfers" in found) is (who == "polly")
    assert ("Beheer" in found) is (who in STAFF)


def test_vandaag_is_there_only_if_its_address_is(monkeypatch):
    monkeypatch.setattr(office, "TODAY", "no:where")
    titles = [str(tab.title) for tab in office.menu_for({"consultant"}, "/")]
    assert titles == ["Trajecten", "Beheer"]


@pytest.mark.parametrize(
    ("page", "tab", "current"),
    [
        ("/trajecten/", "Trajecten", "page"),
        ("/trajecten/nieuw/", "Trajecten", "true"),
        ("/beheer/", "Beheer", "page"),
        ("/scholen/", "Beheer", "true"),
        ("/mensen/nieuw/", "Beheer", "true"),
        ("/rechten/", "Beheer", "true"),
        ("/aanmelden/beveiliging/", "", ""),
    ],
)
def test_the_tab_of_the_page_is_open(as_user, cora, page, tab, current):
    found = tabs(as_user(cora).get(page))
    assert {name: value for name, value in found.items() if value} == (
        {tab: current} if tab else {}
    )


def test_who_is_not_logged_in_has_no_tabs():
    html = Client().get("/").content.decode()
    assert "Hoofdmenu" not in html
    assert "Aanmelden" in html


def test_the_tabs_show_without_a_request():
    written = Template("{% load office %}{% main_menu as menu %}{{ menu|length }}")
    assert written.render(Context()) == "0"


def test_staff_without_second_factor_have_the_tabs_of_a_visitor(as_user, cora):
    cora.authenticator_set.all().delete()
    assert list(tabs(as_user(cora).get("/aanmelden/beveiliging/"))) == ["Trajecten"]


# Where one begins ---------------------------------------------------------------------


def test_without_those_pages_everybody_begins_at_the_list(monkeypatch):
    monkeypatch.setattr(office, "exists", lambda name: False)
    for kind in Role.Kind:
        assert office.first_page_for({kind}) == "/trajecten/"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (set(), "/trajecten/"),
        ({"consultant"}, "/vandaag/"),
        ({"coordinator", "privacy"}, "/vandaag/"),
        ({"helpdesk"}, "/trajecten/"),
        ({"privacy"}, "/inzage/"),
        ({"policy"}, "/cijfers/"),
        ({"policy", "helpdesk"}, "/trajecten/"),
        ({"privacy", "helpdesk"}, "/trajecten/"),
    ],
)
def test_each_begins_where_the_work_is(roles, expected):
    assert office.first_page_for(roles) == expected


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_first_page_opens(as_user, request, traject, who):
    response = as_user(request.getfixturevalue(who)).get("/begin/", follow=True)
    assert response.status_code == 200
    assert len(response.redirect_chain) == 1


def test_post_begins_nothing_and_strangers_log_in_first(as_user, carla):
    assert as_user(carla).post("/begin/").status_code == 405
    assert Client().get("/begin/").headers["Location"] == "/aanmelden/?next=/begin/"


# /rechten/ ----------------------------------------------------------------------------


def test_every_act_and_standing_has_words():
    assert {str(act) for act in Act} - ACTS.keys() == set()
    assert list(STANDINGS) == list(Standing)


def test_the_page_shows_the_table_of_rights(as_user, hans):
    html = as_user(hans).get("/rechten/").content.decode()
    for act in Act:
        row = html[html.index(f'<th scope="row">{ACTS[act]}</th>') :]
        cells = re.findall(r'visually-hidden">(ja|nee)<', row)[: len(Standing)]
        said = {one for one, cell in zip(Standing, cells, strict=True) if cell == "ja"}
        assert said == MATRIX[act], act
