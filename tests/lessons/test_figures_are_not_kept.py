"""What the helpdesk sees of a line is in memory while it is shown, and nowhere else."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import cache

from sio.lessons import actions
from sio.lessons.models import HelpQuestion
from tests.lessons.test_live_help import at_once, desk, figures_at, opened, send
from tests.lessons.test_nothing_else_is_kept import (
    changed,
    everything_logged,
    files,
    tables,
)

__all__ = ["at_once", "desk", "everything_logged"]  # fixtures too
pytestmark = pytest.mark.django_db(transaction=True)
RARE = 748_151
# Moments have so many digits that one number may stand somewhere by chance; not three.
RATES = {"in_kbps": RARE, "out_kbps": 915_377, "available_kbps": 863_509}


def test_no_figure_is_in_the_database_a_log_the_cache_or_on_disk(
    page, desk, agreed, hans, home_device, class_device, at_once, everything_logged
):
    before = tables()
    question = opened(agreed, hans)
    with (
        page(class_device) as klas,
        page(home_device) as home,
        desk(hans, question.pk) as shown,
    ):
        shown.hear("question")
        for side in (klas, home):
            side.hear("help")
            for _second in range(3):
                send(side, question.pk, **RATES)
                assert figures_at(shown)["in_kbps"] == RARE
        actions.close_question(question=question, by=hans)
        shown.hear("closed")
    # The log-in of Hans is of this test; what remains is who opened, looked and closed.
    log = {"core.AccessRecord", "core.AccessHead", "core.AccessSegment"}
    log_in = {"sessions.Session", "accounts.User"}
    assert changed(before) - log - log_in == {"lessons.HelpQuestion"}
    for rate in RATES.values():
        assert str(rate) not in everything_logged.text
    rows = str(tables())
    assert not all(str(rate) in rows for rate in RATES.values())
    assert cache._cache == {}  # locmem's dictionary: there is no public way to list it
    for name, content in files(settings.VAR_DIR).items():
        found = [rate for rate in RATES.values() if str(rate).encode() in content]
        assert len(found) < len(RATES), name
    [row] = HelpQuestion.objects.values()
    assert set(row) == {
        *("id", "traject_id", "asked_by", "trouble", "opened_by_id", "opened_at"),
        *("ends_at", "closed_at", "closed_by_id", "closed_on", "counted"),
    }
