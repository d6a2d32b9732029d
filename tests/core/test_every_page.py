"""What holds for every page, whoever asks for it."""

from __future__ import annotations

import re

import pytest

from sio.schools.models import Contact
from tests.core.walks import DEVICES, METHODS, STRANGER, ask, walks

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


# Of several pupils of one class each has its line in a frame of our own page.
FRAMED = re.compile(r"/klas/\d+/venster/")


# The same for everybody, so that caches may keep them (ADR 72).
OPEN = re.compile(r"/open-cijfers/")


def pages_of(walk):
    """Each page with words on it."""
    html = [
        one
        for one in walk.by("get")
        if one.headers.get("Content-Type", "")[:9] == "text/html"
    ]
    assert len(html) > 15
    return html


def directives(header):
    parts = [part.split(maxsplit=1) for part in header.split(";")]
    return dict(parts)


def has_no_script_or_style_of_its_own(page, where):
    html = page.text
    assert not INLINE.search(html), (where, html)
    for script in SCRIPT.findall(html):
        assert "src=" in script or 'type="application/json"' in script, where


def has_the_strict_policy(page, where):
    policy = directives(page.headers["Content-Security-Policy"])
    ours = {"frame-ancestors": "'self'"} if FRAMED.fullmatch(where) else {}
    assert (POLICY | ours).items() <= policy.items(), where
    assert where == "/klas/samen/" or "frame-src" not in policy, where
    assert "unsafe" not in page.headers["Content-Security-Policy"], where


def is_not_kept_framed_or_named_elsewhere(page, where):
    kept = "public, max-age=300" if OPEN.match(where) else "no-store"
    assert kept in page.headers["Cache-Control"], where
    framed = "SAMEORIGIN" if FRAMED.fullmatch(where) else "DENY"
    assert page.headers["X-Frame-Options"] == framed, where
    assert page.headers["Referrer-Policy"] == "same-origin", where
    assert page.headers["X-Content-Type-Options"] == "nosniff", where
    assert "camera=(self)" in page.headers["Permissions-Policy"], where
    assert "geolocation=()" in page.headers["Permissions-Policy"], where


@pytest.mark.parametrize("name", walks("cora", "polly", *DEVICES, STRANGER))
def test_every_page_keeps_to_itself(name, walk):
    pages = pages_of(walk(name))
    assert len(pages) > 15
    for page in pages:
        where = page.address
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


@pytest.mark.parametrize("method", METHODS)
def test_staff_without_second_factor_see_no_pupil_anywhere(
    as_user, carla, school, addresses, method
):
    carla.authenticator_set.all().delete()
    Contact.objects.create(user=carla, school=school, function="leerkracht")
    client = as_user(carla)
    for address in addresses:
        text = ask(client, method, address).text
        assert "Tuur" not in text, address
        assert "Peeters" not in text, address


def test_session_of_who_is_switched_off_opens_nothing(as_user, paula, addresses):
    client = as_user(paula)
    assert "Tuur" in client.get("/trajecten/").content.decode()
    paula.is_active = False
    paula.save(update_fields=["is_active"])
    for address in addresses:
        assert "Tuur" not in client.get(address).content.decode(), address
