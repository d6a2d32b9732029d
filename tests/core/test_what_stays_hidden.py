"""Every address, asked by who may not know: no illness, no other home, not anywhere."""

from __future__ import annotations

import pytest
from django.test import Client

from sio.trajects.actions import add_note, write_consultant
from sio.trajects.models import Guardian, HealthPart, ReasonGroup, TrajectChange
from tests.core.conftest import Crawler

pytestmark = pytest.mark.django_db

ILLNESS = "zeldzamekwaal"
GROUP = "kankergroep"
REASON = "paniekreden"
OF_PAM = ["Pamstraat", "0470 77", "0471 71", "Pamnotitie", "Bij Pam", "pam@example.org"]
OF_PAM += ["pamtip", "pambericht"]


@pytest.fixture
def ill(agreed, carla, addresses):
    """The health part, written, and a move with a reason; after the addresses, which
    make rows of their own.
    """
    ReasonGroup.objects.update_or_create(
        code="cancer", defaults={"name_nl": GROUP, "main": "physical"}
    )
    TrajectChange.objects.create(
        traject=agreed, old="active", new="paused", reason=REASON, by=carla
    )
    return HealthPart.objects.create(
        traject=agreed, group_code="cancer", details=ILLNESS, version=1
    )


def told(log_in, addresses, secrets):
    """Where it says one of them: pages, refusals, and where it is led."""
    crawler = Crawler(log_in)
    found = set()
    for address in addresses:
        for method in ("get", "post"):
            response = crawler.ask(method, address)
            headers = " ".join(map(str, response.headers.values()))
            text = headers + response.content.decode(errors="replace")
            found |= {(address, word) for word in secrets if word in text}
    return found


@pytest.mark.parametrize("name", ["sofie", "hans", "chris", "otto", "piet", "eddy"])
def test_no_page_tells_illness_group_or_reasons_to_who_may_not_know(
    name, request, as_user, addresses, ill
):
    user = request.getfixturevalue(name)
    assert told(lambda: as_user(user), addresses, [ILLNESS, GROUP, REASON]) == set()


@pytest.mark.parametrize("name", ["home_device", "class_device"])
def test_no_device_tells_the_illness(name, request, as_device, addresses, ill):
    device = request.getfixturevalue(name)
    words = [ILLNESS, GROUP, REASON]
    assert told(lambda: as_device(device), addresses, words) == set()
    assert told(Client, addresses, words) == set()


@pytest.mark.parametrize(("name", "reads"), [("carla", {REASON}), ("paula", set())])
def test_the_one_page_of_health_tells_it_and_no_other(
    name, reads, request, as_user, addresses, ill
):
    user = request.getfixturevalue(name)
    health = f"/trajecten/{ill.traject_id}/gezondheid/"
    page = as_user(user).get(health).content.decode()
    assert ILLNESS in page
    assert GROUP in page
    pages = [page for page in addresses if not page.endswith("/gezondheid/")]
    found = told(lambda: as_user(user), pages, [ILLNESS, GROUP, REASON])
    assert {word for _page, word in found} == reads


def test_no_search_finds_by_illness(as_user, cora, addresses, ill):
    for word in (ILLNESS, "cancer", "kanker"):
        text = as_user(cora).get("/trajecten/", {"zoek": word}).content.decode()
        assert "Peeters" not in text


def test_no_page_tells_one_household_of_the_other(
    as_user, agreed, paula, pam, addresses
):
    add_note(traject=agreed, text="pamtip", by=pam)
    write_consultant(traject=agreed, text="pambericht", by=pam)
    person = pam.guardianships.get()
    extra = [
        f"/trajecten/{agreed.pk}/gezinnen/{person.household_id}/",
        f"/trajecten/{agreed.pk}/ouders/{person.pk}/",
    ]
    assert told(lambda: as_user(paula), [*addresses, *extra], OF_PAM) == set()
    # That there is something to tell:
    assert Guardian.objects.get(pk=person.pk).phone.startswith(OF_PAM[2])
    own = told(lambda: as_user(pam), [*addresses, *extra], OF_PAM)
    seen = {word for _page, word in own}
    assert seen >= {"Pamstraat", "Pamnotitie", "pamtip", "pambericht"}
