"""What holds for every page, whoever asks for it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sio.schools.models import Contact
from tests.core.conftest import Crawler

pytestmark = pytest.mark.django_db

# What our policy forbids: the browser would not run or show it.
INLINE = re.compile(r"""<style|<[^>]+\s(?:style|on\w+)\s*=\s*["']|javascript:""", re.I)
SCRIPT = re.compile(r"<script\b([^>]*)>")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.fixture
def browsers(as_user, as_device, cora, home_device, class_device):
    """Somebody who finds each page there is."""
    return as_user(cora), as_device(home_device), as_device(class_device), Client()


@pytest.fixture
def pages(browsers, addresses):
    """Each page with words on it that one of them gets."""
    answers = [client.get(page) for client in browsers for page in addresses]
    found = [one for one in answers if one["Content-Type"].startswith("text/html")]
    assert len(found) > 100
    return found


def directives(header):
    parts = [part.split(maxsplit=1) for part in header.split(";")]
    return dict(parts)


def has_no_script_or_style_of_its_own(page, where):
    html = page.content.decode()
    assert not INLINE.search(html), (where, html)
    for script in SCRIPT.findall(html):
        assert "src=" in script or 'type="application/json"' in script, where


def has_the_strict_policy(page, where):
    policy = directives(page["Content-Security-Policy"])
    assert POLICY.items() <= policy.items(), where
    assert "unsafe" not in page["Content-Security-Policy"], where


def is_not_kept_framed_or_named_elsewhere(page, where):
    assert "no-store" in page["Cache-Control"], where
    assert page["X-Frame-Options"] == "DENY", where
    assert page["Referrer-Policy"] == "same-origin", where
    assert page["X-Content-Type-Options"] == "nosniff", where
    assert "camera=(self)" in page["Permissions-Policy"], where
    assert "geolocation=()" in page["Permissions-Policy"], where


def test_every_page_keeps_to_itself(pages):
    """One walk for all three: each page there is takes a while."""
    for page in pages:
        where = page.request["PATH_INFO"]
        has_no_script_or_style_of_its_own(page, where)
        has_the_strict_policy(page, where)
        is_not_kept_framed_or_named_elsewhere(page, where)


def test_every_cookie_is_for_this_site_over_https_alone(
    as_user, as_device, home_device, cora
):
    for client in (as_user(cora), as_device(home_device)):
        for page in ("/thuis/", "/trajecten/", "/aanmelden/", "/koppelen/"):
            for name, cookie in client.get(page).cookies.items():
                assert name.startswith("__Host-"), name
                assert cookie["secure"], name
                assert cookie["httponly"], name
                assert cookie["samesite"] in ("Lax", "Strict"), name


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_second_factor_see_no_pupil_anywhere(
    as_user, carla, school, addresses, method
):
    carla.authenticator_set.all().delete()
    Contact.objects.create(user=carla, school=school, function="leerkracht")
    crawler = Crawler(lambda: as_user(carla))
    for address in addresses:
        text = crawler.ask(method, address).content.decode()
        assert "Tuur" not in text, address
        assert "Peeters" not in text, address


def test_session_of_who_is_switched_off_opens_nothing(as_user, paula, addresses):
    client = as_user(paula)
    assert "Tuur" in client.get("/trajecten/").content.decode()
    paula.is_active = False
    paula.save(update_fields=["is_active"])
    for address in addresses:
        assert "Tuur" not in client.get(address).content.decode(), address
