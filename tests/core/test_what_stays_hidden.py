"""Every address, asked by who may not know: no illness, no other home, not anywhere."""

from __future__ import annotations

import pytest

from sio.trajects.models import Guardian
from tests.core.walks import (
    DEVICES,
    GROUP,
    ILLNESS,
    OF_PAM,
    REASON,
    STRANGER,
    walks,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", walks("sofie", "hans", "chris", "otto", "piet", "eddy")
)
def test_no_page_tells_illness_group_or_reasons_to_who_may_not_know(name, walk):
    assert walk(name).told([ILLNESS, GROUP, REASON]) == set()


@pytest.mark.parametrize("name", walks(*DEVICES, STRANGER))
def test_no_device_tells_the_illness(name, walk):
    assert walk(name).told([ILLNESS, GROUP, REASON]) == set()


@pytest.mark.no_cover
@pytest.mark.parametrize(("name", "reads"), [("carla", {REASON}), ("paula", set())])
def test_the_one_page_of_health_tells_it_and_no_other(name, reads, walk):
    found = walk(name)
    health = f"/trajecten/{found.traject}/gezondheid/"
    told = found.told([ILLNESS, GROUP, REASON])
    assert {(health, ILLNESS), (health, GROUP)} <= told
    elsewhere = {word for page, word in told if not page.endswith("/gezondheid/")}
    assert elsewhere == reads


def test_no_search_finds_by_illness(as_user, cora, secretive):
    for word in (ILLNESS, "cancer", "kanker"):
        text = as_user(cora).get("/trajecten/", {"zoek": word}).content.decode()
        assert "Peeters" not in text


@pytest.mark.parametrize("name", walks("paula"))
def test_no_page_tells_one_household_of_the_other(name, walk):
    assert walk(name).told(OF_PAM) == set()


@pytest.mark.parametrize("name", walks("pam"))
def test_a_household_reads_of_itself(name, walk):
    # That there is something to tell.
    seen = {word for _page, word in walk(name).told(OF_PAM)}
    assert seen >= {"Pamstraat", "Pamnotitie", "pamtip", "pambericht"}


def test_the_phone_of_pam_is_that_of_the_words_above(separated):
    person = Guardian.objects.get(user=separated)
    assert person.phone.startswith(OF_PAM[2])
