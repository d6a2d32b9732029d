"""What the sources say of the work on a file, by the name of the document.

Rules of eligibility have tests of their own (tests/intake/test_rules_of_the_sources).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from sio.casework.actions.decision import (
    FamilyChoiceMissing,
    Verdict,
    decide,
    letters_for,
    seen_of,
)
from sio.casework.actions.move import move_by_hand
from sio.casework.actions.weighing import PermissionMissing, add_note
from sio.casework.clocks import Kind
from sio.casework.models import FeasibilityNote
from sio.casework.models.weighing import Aspect
from sio.casework.queries.figures import contact_figures_of
from sio.casework.queries.today import dues_of
from sio.core.time import today
from sio.intake.models import Application
from sio.trajects.actions import change_health, change_state, keep_start_facts
from sio.trajects.models import PseudonymRow, Traject
from sio.trajects.workflow import State
from tests.casework.desk import chosen, in_state, spoken, text_of
from tests.casework.test_bulk import confirmed, files, states  # noqa: F401
from tests.intake.conftest import Applicant

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RECEIVED = datetime(
    2026, 9, 14, 9, 0, tzinfo=UTC
)  # a Monday; the term ends on the 21st


def due_kinds(traject, day=None):
    return [due.kind for due in dues_of(traject, day or today())]


def decided(traject, outcome, by, **more):
    verdict = Verdict(outcome, "samen bekeken", **more)
    letters = letters_for(traject=traject, verdict=verdict, by=by)
    seen = seen_of(traject)
    return decide(traject=traject, verdict=verdict, letters=letters, seen=seen, by=by)


# 000_c69e6e560c35e090.txt: "een psychische, gedrags- of ontwikkelingsstoornis, zoals
# een autismespectrumstoornis, angststoornis, anorexia, … een beroep kunnen doen"


@pytest.mark.parametrize(
    ("what", "group"),
    [("autisme", "behaviour"), ("angst", "psychological"), ("anorexia", "eating")],
)
def test_000_c69e6e560c35e090_autism_anxiety_and_anorexia_count_as_psychological(
    traject, carla, what, group
):
    in_state(traject, State.PREPARING)
    change_health(traject=traject, group_code=group, details=what, version=0, by=carla)
    change_state(traject=traject, to=State.ACTIVE, reason="start", by=carla)
    row = PseudonymRow.objects.get()
    assert (row.group, row.main) == (group, "psychological")


# 001_203f8ff310e66b5b.txt: "het nodige Bednet-materiaal reeds geleverd, in afwachting
# van meer duidelijkheid"; "bij de heropstart van hun klas opnieuw aan de slag gaan"


def test_001_203f8ff310e66b5b_kit_placed_in_advance_waits_without_reminders(
    agreed, carla
):
    long_ago = today() - 60 * DAY
    in_state(agreed, State.ACTIVE, delivered_on=long_ago, placed_in_advance=True)
    assert Kind.FIRST_LESSON not in due_kinds(agreed)
    agreed.placed_in_advance = False
    keep_start_facts(traject=agreed, by=carla)
    agreed.refresh_from_db()
    assert Kind.FIRST_LESSON not in due_kinds(agreed)  # two weeks begin now
    assert Kind.FIRST_LESSON in due_kinds(agreed, today() + 120 * DAY)


def test_001_203f8ff310e66b5b_reopening_resumes_each_where_it_was(
    as_user,
    cora,
    files,  # noqa: F811
):
    client = as_user(cora)
    bulk = confirmed(client).headers["Location"]
    assert states(files) == ["paused", "paused", "paused", "applied"]
    confirmed(client, f"{bulk}terug/", reason="scholen weer open")
    assert states(files) == ["active", "active", "preparing", "applied"]


# 002_70ecb59a128d590c.txt: "Waar let je best op?", and "Soms is het nog te vroeg […]
# De leerling kan dan misschien op een later moment met Bednet beginnen werken."


def test_002_70ecb59a128d590c_six_aspects_are_weighed_with_family_and_school(
    as_user, traject, carla
):
    in_state(traject)
    for aspect in Aspect.values:
        for source in ("family", "school"):
            note = FeasibilityNote(
                traject=traject,
                aspect=aspect,
                source=source,
                leaning="helps",
                note=f"{aspect} volgens {source}",
                asked_on=today(),
            )
            add_note(note=note, by=carla)
    page = text_of(as_user(carla).get(f"/trajecten/{traject.pk}/haalbaarheid/"))
    for heading in (
        "Duur van het gebruik",
        "Behandeling en rust",
        "Mee met de leerstof",
        "Sociaal contact",
        "Motivatie van iedereen",
        "Doel: terug naar de klas",
    ):
        assert heading in page
    assert len(Aspect.values) == 6
    for note in traject.feasibility_notes.all():
        assert note.note in page


def test_002_70ecb59a128d590c_too_early_is_looked_at_again_later(traject, carla, paula):
    in_state(traject)
    spoken(traject, carla)
    day = today() + 30 * DAY
    decided(traject, State.LATER, carla, look_again_on=day)
    traject.refresh_from_db()
    assert traject.state == State.LATER
    assert Kind.LOOK_AGAIN not in due_kinds(traject, day - DAY)
    assert Kind.LOOK_AGAIN in due_kinds(traject, day)
    move_by_hand(traject=traject, to=State.FEASIBILITY, reason="sterker", by=carla)
    assert traject.state == State.FEASIBILITY


# 003_d1dd0b8e6c79c924.txt: the page of the ministry


@pytest.mark.parametrize(("days", "in_time"), [(7, 1), (8, 0)])
def test_003_d1dd0b8e6c79c924_family_and_school_within_five_working_days(
    traject, carla, days, in_time
):
    """ "neemt binnen 5 werkdagen contact op met jou en met de school"."""
    in_state(traject, State.APPLIED, received_at=RECEIVED)
    spoken(traject, carla, "family", at=RECEIVED + DAY)
    spoken(traject, carla, "school", at=RECEIVED + days * DAY)
    found = contact_figures_of(2026, date(2026, 9, 30)).total
    assert (found.in_time, found.late) == (in_time, 1 - in_time)


@pytest.mark.parametrize("role", ["parent", "hospital", "doctor", "other"])
def test_003_d1dd0b8e6c79c924_parents_hospital_physician_or_another_apply(db, role):
    """ "De ouders, het ziekenhuis, de behandelende arts of een andere betrokkene"."""
    applicant = Applicant.filled(role)
    assert applicant.send().headers["Location"] == "/aanvraag/ontvangen/"
    assert Application.objects.get().role == role
    assert Traject.objects.get().state == State.APPLIED


@pytest.mark.parametrize("month", [9, 12, 2, 6, 8])
def test_003_d1dd0b8e6c79c924_starts_and_ends_at_any_moment_of_the_year(
    traject, carla, month
):
    """ "kan op elk moment van het schooljaar starten en eindigen"."""
    in_state(traject, State.AGREED)
    spoken(traject, carla)
    with time_machine.travel(datetime(2027, month, 28, 9, 0, tzinfo=UTC), tick=False):
        for to in (State.PREPARING, State.ACTIVE):
            move_by_hand(traject=traject, to=to, reason="x", by=carla)
        move_by_hand(
            traject=traject, to=State.ENDED, reason="x", outcome="back", by=carla
        )
        days = {change.at.date() for change in traject.changes.all()}
    assert days == {date(2027, month, 28)}
    assert traject.state == State.ENDED


def test_003_d1dd0b8e6c79c924_it_is_the_familys_own_choice(traject, carla, paula):
    """ "De keuze om SIO aan te vragen ligt bij jou […] Het is geen verplichting."."""
    in_state(traject)
    spoken(traject, carla)
    with pytest.raises(FamilyChoiceMissing):
        decided(traject, State.AGREED, carla)
    chosen(traject)
    decided(traject, State.AGREED, carla)
    traject.refresh_from_db()
    assert traject.state == State.AGREED


def test_003_d1dd0b8e6c79c924_the_physician_is_asked_once_the_family_allows(
    traject, carla
):
    """ "gaat samen met de behandelende arts na of je kind niet te ziek is"."""
    told = {"aspect": "therapy_and_rest", "source": "doctor", "leaning": "helps"}
    told |= {"note": "Kan in de voormiddag.", "asked_on": today()}
    with pytest.raises(PermissionMissing):
        add_note(note=FeasibilityNote(traject=traject, **told), by=carla)
    chosen(traject, "contact_physician")
    add_note(note=FeasibilityNote(traject=traject, **told), by=carla)
    assert traject.feasibility_notes.get().source == "doctor"
