"""What the migrations install keeps its text, whatever builds it.

`triggers/*.sql` has each statement on a line, as it was first installed. Whoever means
to change one writes a migration that installs it anew, and changes its line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from sio.casework.kept import KEPT as OF_CASEWORK
from sio.core import guards, kept, triggers
from sio.core.triggers import Trigger
from sio.intake import guards as of_intake
from sio.intake.models import EnquiryTopic
from sio.statistics import kept as of_statistics
from sio.trajects.kept import KEPT as OF_TRAJECTS

TEXTS = Path(__file__).with_name("triggers")


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_each_statement_is_what_was_installed(vendor):
    all_of_them = [
        *guards.triggers_of(vendor),
        *of_intake.triggers_of(vendor),
        *kept.triggers_of([*OF_TRAJECTS, *OF_CASEWORK], vendor),
        *of_statistics.triggers_of(vendor),
    ]
    made = [text for one in all_of_them for text in one.created(vendor)]
    wanted = (TEXTS / f"{vendor}.sql").read_text().splitlines()
    assert sorted(" ".join(text.split()) for text in made) == wanted


@pytest.mark.django_db
def test_one_refuses_until_it_is_taken_away():
    frozen = Trigger(
        "no_new_topic", "intake_enquirytopic", "insert", "NEW.name = 'ja'", "Not this."
    )

    for _twice in range(2):
        triggers.install(connection, [frozen])
    EnquiryTopic.objects.create(name="ja")
    with pytest.raises(IntegrityError, match=r"Not this\."), transaction.atomic():
        EnquiryTopic.objects.create(name="nee")
    for _twice in range(2):
        triggers.remove(connection, [frozen])
    EnquiryTopic.objects.create(name="nee")
