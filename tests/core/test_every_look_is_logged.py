"""Whoever gets to see a pupil's name on an office page leaves a record of it."""

from __future__ import annotations

import re

import pytest

from sio.core.models import AccessRecord
from tests.core.walks import METHODS, walks

pytestmark = pytest.mark.django_db

PEOPLE = ["carla", "cora", "hans", "sofie", "paula", "pia"]
NAME = re.compile(r"Tuur|Peeters")
# The line itself, on a paired device, is no look at a file (docs/privacy.md).
DEVICE_PAGES = re.compile(r"/(thuis|klas|ws|demo|stijl)/")
# Pages that are of no single file.
LISTS = re.compile(
    r"/(trajecten|helpdesk|vandaag|vandaag/uitgesteld|bevragingen/\d+/bellijst|samen-verplaatsen/\d+/terug)/$"
)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", walks(*PEOPLE))
def test_every_page_with_the_name_leaves_a_record(name, method, walk):
    """POST without a word: forms that come back with what is missing show it too."""
    found = walk(name)
    seen = []
    for page in found.by(method):
        if DEVICE_PAGES.match(page.address) or not NAME.search(page.text):
            continue
        seen.append(page.address)
        number = None if LISTS.match(page.address) else found.traject
        assert {"traject": number, "by": found.user} in page.looks, page.address
    # That there was something to see: the privacy officer alone sees nobody.
    assert bool(seen) == (name != "pia"), seen


def test_a_list_says_of_how_many(as_user, cora, traject, other_traject):
    as_user(cora).get("/trajecten/")
    as_user(cora).get("/trajecten/", {"zoek": "Tuur"})
    as_user(cora).get("/trajecten/", {"zoek": "Nobody"})
    rows = AccessRecord.objects.order_by("sequence")
    assert list(rows.values_list("traject", "page", "count", "by")) == [
        (None, "trajects list", 2, cora.pk),
        (None, "trajects list", 1, cora.pk),
        (None, "trajects list", 0, cora.pk),
    ]
