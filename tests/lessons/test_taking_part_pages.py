"""What the two pages of a line tell the browser about taking part."""

from __future__ import annotations

import json
import re

import pytest

from sio.core.templatetags.ui import FACES


def config_of(page):
    found = re.search(r'id="config" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def test_a_lamp_may_be_used_on_the_class_page_alone(
    as_device, home_device, class_device
):
    klas = as_device(class_device).get("/klas/")
    assert "hid=(self), serial=(self)" in klas.headers["Permissions-Policy"]
    for path in ("/thuis/", "/test/", "/", "/aanmelden/", "/koppelen/"):
        page = as_device(home_device).get(path)
        assert "hid=(), serial=()" in page.headers["Permissions-Policy"], path


def test_a_class_that_is_not_paired_gets_no_lamp(client, db):
    page = client.get("/klas/")
    assert "hid=(), serial=()" in page.headers["Permissions-Policy"]


@pytest.mark.parametrize(("path", "side"), [("/thuis/", "home"), ("/klas/", "class")])
def test_a_device_that_is_not_paired_forgets_what_its_side_kept(client, db, path, side):
    page = client.get(path).content.decode()
    assert f'data-forget="{side}"' in page
    assert "build/office.js" in page


@pytest.mark.parametrize("path", ["/thuis/", "/klas/"])
def test_both_sides_know_every_face(as_device, home_device, class_device, path):
    device = home_device if path == "/thuis/" else class_device
    config = config_of(as_device(device).get(path).content.decode())
    assert tuple(config["faces"]) == FACES


def test_nursery_mode_is_told_to_the_home_side_alone(
    as_device, home_device, class_device, traject
):
    traject.nursery = True
    traject.save(update_fields=["nursery"])
    home = config_of(as_device(home_device).get("/thuis/").content.decode())
    klas = config_of(as_device(class_device).get("/klas/").content.decode())
    assert (home["nursery"], klas["nursery"]) == (True, False)
