"""The office of the demo: believable, of nobody real, and loaded once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count

from sio.accounts.models import Role, User
from sio.casework import demo
from sio.casework.clocks import Kind
from sio.casework.demo.files import UNLISTED
from sio.casework.demo.names import ALL, AT_SCHOOL
from sio.casework.demo.places import CONSULTANTS, SCHOOLS
from sio.casework.demo.stories import PATHS, STORIES
from sio.casework.models import ContactMoment, Decision, Letter, Round
from sio.casework.queries.due_files import DUE
from sio.casework.queries.half_days import half_days_per_week
from sio.casework.queries.reach import reach_of
from sio.casework.queries.scope import files_cared_for_by
from sio.casework.queries.today import Part, today_of
from sio.core.models import AccessRecord, OutgoingMail
from sio.core.time import today
from sio.intake.models import Application, Enquiry
from sio.lessons.demo import CONTACT, GUARDIAN, STAFF, consultant, staff
from sio.schools.models import Place, School
from sio.schools.provinces import SCHOOL_PROVINCES
from sio.trajects.models import (
    Guardian,
    HealthPart,
    Household,
    PseudonymRow,
    Pupil,
    Traject,
)
from sio.trajects.workflow import ALLOWED_MOVES, State

IN_TERM = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
IN_SUMMER = datetime(2027, 7, 28, 9, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


@pytest.fixture
def loaded(db, settings):
    settings.SIO_DEMO = True
    with time_machine.travel(IN_TERM, tick=False):
        demo.load_demo()
        yield


def counts():
    models = (User, School, Traject, Application, ContactMoment, Letter, Round, Enquiry)
    return {model.__name__: model.objects.count() for model in models}


def test_it_is_refused_outside_the_demo(db):
    with pytest.raises(ImproperlyConfigured):
        demo.load_demo()
    assert not User.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_sixty_files_in_every_state():
    assert Traject.objects.count() == 60
    assert set(Traject.objects.values_list("state", flat=True)) == set(State.values)


@pytest.mark.usefixtures("loaded")
def test_they_are_at_schools_in_each_province_and_brussels():
    files = Traject.objects.exclude(school=None)
    found = set(files.values_list("school__province", flat=True))
    assert found == {province.value for province in SCHOOL_PROVINCES}
    assert School.objects.count() == len(SCHOOLS) + 1
    for school in School.objects.exclude(institution_number="000000"):
        assert int(school.institution_number) > 900_000
        place = Place.objects.filter(postcode=school.postcode)
        assert school.municipality in {one.name for one in place}


@pytest.mark.usefixtures("loaded")
def test_nobody_has_a_name_that_is_not_in_the_lists():
    last = {name for names in ALL for name in names.last} | {"Willems", "De Smet"}
    first = {name for names in ALL for name in names.pupils} | {"Noor", "Milan"}
    parents = {name for names in ALL for name in (*names.mothers, *names.fathers)}
    known = {name for _email, name, *_kind in (*STAFF, *CONSULTANTS)} | {*AT_SCHOOL}
    known |= {GUARDIAN[1], CONTACT[1]}
    known |= {f"{one} {other}" for one in parents for other in last}
    for pupil in Pupil.objects.all():
        assert pupil.first_name in first
        assert pupil.last_name in last
    for user in User.objects.all():
        assert user.name in known
        assert user.email.endswith("@demo.invalid")


@pytest.mark.usefixtures("loaded")
def test_each_history_follows_the_table_of_moves():
    for traject in Traject.objects.exclude(application=None):
        changes = list(traject.changes.order_by("pk"))
        assert [one.new for one in changes][-1] == traject.state
        assert sorted(changes, key=lambda one: one.at) == changes
        for one in changes[1:]:
            assert State(one.new) in ALLOWED_MOVES[State(one.old)]
    assert {story.state for story in STORIES} == set(PATHS) == set(State)


@pytest.mark.usefixtures("loaded")
def test_loading_again_adds_nothing(django_assert_max_num_queries):
    before = counts()
    with django_assert_max_num_queries(60):
        demo.load_demo()
    assert counts() == before


@pytest.mark.usefixtures("loaded")
def test_what_runs_on_the_board_is_what_the_figures_count():
    begun = {State.ACTIVE, State.PAUSED, State.ENDING}
    running = Traject.objects.filter(state__in=begun)
    assert PseudonymRow.objects.filter(ended="").count() == running.count() > 0
    for traject in running:
        assert traject.changes.filter(new=State.ACTIVE).exists(), traject.pk


@pytest.mark.usefixtures("loaded")
def test_today_of_the_consultant_has_something_of_each_kind():
    files = files_cared_for_by(consultant())
    found = today_of(files, today(), Part(20), with_owner=False)
    assert {group.kind for group in found.groups} == set(DUE)
    cora = staff(Role.Kind.COORDINATOR)
    everything = today_of(files_cared_for_by(cora), today(), Part(20), with_owner=True)
    assert Kind.OWNER in {group.kind for group in everything.groups}
    contacts = next(one for one in everything.groups if one.kind == Kind.CONTACT)
    assert len({line.due.urgency for line in contacts.lines}) == 5


@pytest.mark.usefixtures("loaded")
def test_what_was_decided_has_its_letters():
    assert set(Decision.objects.values_list("outcome", flat=True)) == {
        *("agreed", "later", "not_feasible", "refused", "withdrawn")
    }
    assert not Decision.objects.filter(letters=None).exists()
    assert {"nl-be", "fr", "en"} >= set(
        Letter.objects.values_list("language", flat=True)
    )


@pytest.mark.usefixtures("loaded")
def test_separated_parents_have_a_home_each():
    pairs = Traject.objects.alias(homes=Count("households")).filter(homes=2)
    assert pairs.count() == 2
    for traject in pairs:
        homes = Guardian.objects.filter(traject=traject).values_list("household")
        assert len(set(homes)) == Household.objects.filter(traject=traject).count() == 2


@pytest.mark.usefixtures("loaded")
def test_every_family_that_applied_can_be_phoned():
    files = Traject.objects.exclude(application=None)
    assert files.count() == 58
    assert {one.shown for one in map(first_of_family, files)} == {"+32 470 00 00 00"}
    [unlisted] = files.filter(school=None)
    assert [one.name for one in reach_of(unlisted)][-1] == UNLISTED


def first_of_family(traject):
    return reach_of(traject)[0]


@pytest.mark.usefixtures("loaded")
def test_the_chart_of_half_days_shows_something():
    traject = Traject.objects.filter(return_steps__isnull=False, state="active").first()
    weeks = half_days_per_week(traject)
    assert sum(week.followed for week in weeks) > 0


@pytest.mark.usefixtures("loaded")
def test_the_other_desks_have_work_too():
    assert OutgoingMail.objects.filter(state="failed").count() == 1
    assert AccessRecord.objects.filter(why__startswith="emergency").count() == 1
    years = {day.year for day in Enquiry.objects.values_list("on", flat=True)}
    assert years >= {2025, 2026}
    assert Round.objects.get().calls.count() >= 40
    assert HealthPart.objects.count() > 40


@pytest.mark.parametrize("moment", [IN_SUMMER, FIRST_DAY])
def test_it_loads_on_any_day(db, settings, moment):
    settings.SIO_DEMO = True
    with time_machine.travel(moment, tick=False):
        demo.load_demo()
        files = files_cared_for_by(consultant())
        assert today_of(files, today(), Part(5), with_owner=False).groups
    assert Traject.objects.count() == 60
