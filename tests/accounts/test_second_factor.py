"""Staff must have a second factor or passkey before they see a pupil."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings

from sio.accounts.models import Role
from sio.accounts.queries import roles_of, working_roles
from sio.trajects.models import Assignment
from sio.trajects.queries import standings, trajects_visible_to
from tests.conftest import person


@pytest.fixture
def new_consultant(traject):
    """Assigned to Tuur, as Carla, but without a second factor yet."""
    user = person("Nele", Role.Kind.CONSULTANT, second_factor=False)
    Assignment.objects.create(user=user, traject=traject)
    return user


OFFICE = [
    "/trajecten/",
    "/trajecten/nieuw/",
    "/scholen/",
    "/vakantiedagen/",
    "/mensen/",
]


@pytest.mark.parametrize("path", OFFICE)
def test_without_it_every_office_page_leads_to_setting_it_up(
    as_user, new_consultant, path
):
    response = as_user(new_consultant).get(path, follow=True)
    assert response.redirect_chain == [("/aanmelden/beveiliging/", 302)]
    assert "Stel een passkey in" in response.content.decode()


@pytest.mark.parametrize("path", OFFICE)
def test_a_stranger_is_led_to_log_in(client, db, path):
    assert client.get(path).headers["Location"] == f"/aanmelden/?next={path}"


def test_without_it_the_queries_give_nothing_either(new_consultant, traject):
    assert roles_of(new_consultant) == {"consultant"}
    assert working_roles(new_consultant) == frozenset()
    assert list(trajects_visible_to(new_consultant)) == []
    assert standings(traject, new_consultant) == frozenset()


def test_recovery_codes_alone_are_none(as_user, new_consultant):
    RecoveryCodes.activate(new_consultant)
    assert working_roles(new_consultant) == frozenset()
    response = as_user(new_consultant).get("/trajecten/")
    assert response.headers["Location"] == "/aanmelden/beveiliging/"


def test_parents_and_schools_need_none(as_user, paula, sofie):
    assert as_user(paula).get("/trajecten/").status_code == 200
    assert as_user(sofie).get("/trajecten/").status_code == 200


def test_setting_up_the_app_opens_the_door(as_user, new_consultant):
    client = as_user(new_consultant)
    page = client.get("/aanmelden/beveiliging/app/")
    secret = page.context["form"].secret
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))

    response = client.post("/aanmelden/beveiliging/app/", {"code": code})

    assert response.headers["Location"] == "/aanmelden/beveiliging/codes/"
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert "Tuur Peeters" in client.get("/trajecten/").content.decode()


def test_a_wrong_code_sets_nothing_up(as_user, new_consultant):
    client = as_user(new_consultant)
    client.get("/aanmelden/beveiliging/app/")
    client.post("/aanmelden/beveiliging/app/", {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_who_has_one_must_show_it_before_changing_it(as_user, carla):
    response = as_user(carla).get("/aanmelden/beveiliging/app/weg/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/aanmelden/stap-2/opnieuw/")


def test_a_new_passkey_gets_its_options(as_user, new_consultant):
    page = as_user(new_consultant).get("/aanmelden/beveiliging/sleutels/nieuw/")
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["user"]["name"] == new_consultant.email
    assert 'id="passkey-options"' in page.content.decode()


PAGES = [
    "/aanmelden/beveiliging/",
    "/aanmelden/beveiliging/app/",
    "/aanmelden/beveiliging/sleutels/",
    "/aanmelden/beveiliging/sleutels/nieuw/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nl-be", "fr", "en", "de"])
def test_the_pages_are_ours_in_every_language(as_user, new_consultant, path, language):
    client = as_user(new_consultant)
    client.cookies["django_language"] = language
    html = client.get(path).content.decode()
    assert f'lang="{language}"' in html
    assert "allauth" not in html
    assert 'style="' not in html


TEMPLATES = settings.BASE_DIR / "sio" / "accounts" / "templates"
PASSKEY_FORMS = [
    path for path in TEMPLATES.rglob("*.html") if "data-passkey=" in path.read_text()
]


@pytest.mark.parametrize("path", PASSKEY_FORMS, ids=lambda path: path.name)
def test_a_passkey_form_waits_for_its_script(path):
    form = path.read_text().split("data-passkey=", 1)[1].split("</form>")[0]
    buttons = re.findall(r"<button [^>]*>", form)
    assert [" disabled" in button for button in buttons] == [True]
