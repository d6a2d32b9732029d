"""Files after their term: listed by number, agreed to, waited for, and gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sio.casework.actions.retention import (
    _retire,
    agree_to_retire,
    keep_after_all,
    retire_files,
    tell_of_retirements,
)
from sio.casework.errors import RetirementNotAllowed, RetirementOver
from sio.casework.models import DailyReport, FileMerge, Retirement
from sio.casework.queries.retention import files_due, over, retirements_visible_to
from sio.casework.retention import TERM_OF, WAIT_DAYS, Term
from sio.core.models import AccessRecord, OutgoingMail
from sio.core.time import today
from sio.core.verify import problems
from sio.intake.models import Application
from sio.trajects.actions import keep_pseudonym
from sio.trajects.models import PseudonymRow, Pupil, Traject, TrajectChange
from sio.trajects.workflow import OVER, State
from tests.flush import rewriting
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PAGE = "/bewaartermijnen/"
OTHERS = ["carla", "cora", "hans", "sofie", "paula", "otto", "piet"]
FIVE_YEARS_AGO = datetime(2021, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def put(traject, state, at, ended_at=None):
    """Leave the file in this state since that moment."""
    Traject.objects.filter(pk=traject.pk).update(state=state, state_since=at)
    if ended_at:
        change = TrajectChange.objects.create(
            traject=traject, old="active", new="ended", reason="x"
        )
        with rewriting():
            TrajectChange.objects.filter(pk=change.pk).update(at=ended_at)


def file(state, at, **fields):
    pupil = Pupil.objects.create(first_name="Iemand", last_name="Anders")
    traject = Traject.objects.create(pupil=pupil, state="applied", **fields)
    put(traject, state, at)
    return traject


@pytest.fixture
def due(traject):
    """Tuur's file: ended five years ago today, closed a year later."""
    put(traject, State.CLOSED, FIVE_YEARS_AGO + 365 * DAY, ended_at=FIVE_YEARS_AGO)
    traject.refresh_from_db()
    return traject


def listed(day=None):
    return [(one.number, one.term) for one in over(files_due(day or today()))]


def agree(pia, *files):
    return agree_to_retire(numbers=[one.pk for one in files], by=pia)


def later(days=WAIT_DAYS):
    return timezone.now() + days * DAY


# Which -------------------------------------------------------------------------------


def test_every_state_that_is_over_has_its_term_but_what_was_joined():
    assert {*TERM_OF} == OVER - {State.MERGED}


def test_five_years_count_from_the_end_and_not_from_the_closing(due):
    assert listed(today() - DAY) == []
    assert listed() == [(due.pk, Term.ENDED)]


@pytest.mark.parametrize(
    ("state", "years"),
    [
        (State.REFUSED, 1),
        (State.NOT_FEASIBLE, 5),
        (State.WITHDRAWN, 5),
    ],
)
def test_what_was_never_agreed_counts_from_the_last_move(school, state, years):
    since = NOW.replace(year=NOW.year - years)
    old = file(state, since, school=school)
    file(state, since + DAY, school=school)
    assert [number for number, _term in listed()] == [old.pk]


@pytest.mark.parametrize("state", sorted(set(State) - set(TERM_OF)))
def test_nothing_else_is_ever_due(traject, state):
    Traject.objects.filter(pk=traject.pk).update(
        state=state, state_since=NOW - 9000 * DAY, look_again_on=today()
    )
    assert listed() == []


def test_the_end_of_the_day_in_brussels_counts(traject):
    put(traject, State.ENDED, datetime(2021, 11, 27, 22, 59, tzinfo=UTC))
    assert len(listed()) == 1
    put(traject, State.ENDED, datetime(2021, 11, 27, 23, 1, tzinfo=UTC))
    assert listed() == []


# Agreeing ----------------------------------------------------------------------------


def test_nothing_goes_before_the_privacy_officer_agreed(due):
    assert retire_files(later(9999)) == 0
    assert Traject.objects.filter(pk=due.pk).exists()


def test_agreed_and_waited_for_it_is_gone_with_all_that_hangs_on_it(due, pia):
    sent = Application.objects.create(
        reference="x",
        language="nl",
        role="parent",
        school_year=2021,
        level="primary",
        answers={},
        email="p@example.org",
        email_index="",
    )
    Traject.objects.filter(pk=due.pk).update(application=sent)
    TrajectChange.objects.create(traject=due, old="", new="active", reason="x")
    keep_pseudonym(due)
    number = due.pk
    assert agree(pia, due) == 1
    assert agree(pia, due) == 0
    assert retire_files(later() - timedelta(seconds=1)) == 0
    assert retire_files(later()) == 1
    assert retire_files(later()) == 0
    assert not Traject.objects.filter(pk=number).exists()
    assert not Pupil.objects.filter(pk=due.pupil_id).exists()
    assert not Application.objects.exists()
    assert PseudonymRow.objects.count() == 1
    row = Retirement.objects.get()
    assert (row.number, row.term, row.agreed_by) == (number, "ended", pia)
    assert (str(row), row.erased_at) == (f"{number} ended", later())
    traces = AccessRecord.objects.filter(traject=number, page="retirement")
    traces = traces.order_by("sequence").values_list("by", "actor")
    assert list(traces) == [(pia.pk, ""), (None, "clock")]


def test_the_chain_of_the_access_log_holds_afterwards(due, pia):
    agree(pia, due)
    retire_files(later())
    assert list(problems()) == []


def test_what_was_joined_to_it_goes_along(due, pia, cora, school):
    first, second = (file(State.MERGED, NOW, school=school) for _number in range(2))
    undone = file(State.REFUSED, NOW, school=school)
    for kept, merged, undone_at in (
        (due, first, None),
        (first, second, None),
        (due, undone, NOW),
    ):
        FileMerge.objects.create(
            kept=kept, merged=merged, old_state="x", by=cora, undone_at=undone_at
        )
    agree(pia, due)
    assert retire_files(later()) == 3
    assert list(Traject.objects.all()) == [undone]
    gone = AccessRecord.objects.filter(actor="clock").order_by("sequence")
    gone = gone.values_list("traject", flat=True)
    assert list(gone) == [second.pk, first.pk, due.pk]


def test_kept_after_all_it_stays_and_may_be_agreed_to_anew(due, pia):
    agree(pia, due)
    row = Retirement.objects.get()
    keep_after_all(retirement=row, by=pia)
    with pytest.raises(RetirementOver):
        keep_after_all(retirement=row, by=pia)
    assert retire_files(later()) == 0
    assert agree(pia, due) == 1
    assert retire_files(later()) == 1
    with pytest.raises(RetirementOver):
        keep_after_all(retirement=Retirement.objects.last(), by=pia)


def test_what_was_taken_up_again_meanwhile_stays(school, pia):
    refused = file(State.REFUSED, NOW - 400 * DAY, school=school)
    agree(pia, refused)
    put(refused, State.FEASIBILITY, NOW)
    assert retire_files(later()) == 0
    assert Traject.objects.filter(pk=refused.pk).exists()
    row = Retirement.objects.get()
    assert (row.kept_at, row.kept_by, row.erased_at) == (later(), None, None)


def test_what_was_erased_by_hand_meanwhile_is_no_fault(due, pia):
    agree(pia, due)
    due.pupil.delete()
    assert retire_files(later()) == 0
    assert Retirement.objects.get().erased_at == later()


def test_only_what_is_due_can_be_agreed_to(traject, due, other_traject, pia):
    assert agree_to_retire(numbers=[other_traject.pk, 10**15], by=pia) == 0
    assert not Retirement.objects.exists()


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_lets_go_or_keeps(request, as_user, due, pia, name):
    user = request.getfixturevalue(name)
    with pytest.raises(RetirementNotAllowed):
        agree(user, due)
    agree(pia, due)
    row = Retirement.objects.get()
    with pytest.raises(RetirementNotAllowed):
        keep_after_all(retirement=row, by=user)
    assert not retirements_visible_to(user).exists()
    client = as_user(user)
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"number": due.pk}).status_code == 404
    assert client.post(f"{PAGE}{row.pk}/bewaren/").status_code == 404
    assert Retirement.objects.get().kept_at is None


@pytest.mark.django_db(transaction=True)
def test_two_clocks_erase_once(due, pia):
    agree(pia, due)
    when = later()
    assert sorted(at_once(*[lambda: retire_files(when)] * 2)) == [0, 1]


@pytest.mark.django_db(transaction=True)
def test_keeping_and_erasing_at_once_has_one_winner(due, pia):
    agree(pia, due)
    row, when = Retirement.objects.get(), later()
    erased, kept = at_once(
        lambda: retire_files(when), lambda: keep_after_all(retirement=row, by=pia)
    )
    gone = not Traject.objects.filter(pk=due.pk).exists()
    assert (erased == 1) == gone == isinstance(kept, RetirementOver)


def test_a_clock_that_read_the_row_before_it_was_kept_erases_nothing(due, pia):
    agree(pia, due)
    row = Retirement.objects.get()
    keep_after_all(retirement=row, by=pia)
    assert _retire(row, later()) == 0
    assert Traject.objects.filter(pk=due.pk).exists()


# The screen and the command ---------------------------------------------------------


def test_the_screen_names_numbers_and_nobody(as_user, due, pia, school):
    other = file(State.REFUSED, NOW - 500 * DAY, school=school)
    client = as_user(pia)
    text = client.get(PAGE).content.decode()
    assert f'value="{due.pk}" checked' in text
    assert "vijf jaar na het einde" in text
    assert "één jaar na de weigering" in text
    for name in ("Tuur", "Peeters", "Wegwijzer", "Anders"):
        assert name not in text
    record = AccessRecord.objects.latest("sequence")
    assert (record.page, record.count, record.by) == ("retirement", 2, pia)
    done = client.post(PAGE, {"number": [due.pk]}, follow=True).content.decode()
    assert "1 dossier wordt gewist." in done
    assert f'value="{other.pk}" checked' in done
    assert f'value="{due.pk}" checked' not in done
    row = Retirement.objects.get()
    kept = client.post(f"{PAGE}{row.pk}/bewaren/", follow=True).content.decode()
    assert "Dit dossier blijft bewaard." in kept
    assert f'value="{due.pk}" checked' in kept
    assert client.post(f"{PAGE}{row.pk}/bewaren/").status_code == 422
    assert client.get(f"{PAGE}{row.pk}/bewaren/").status_code == 405


@pytest.mark.parametrize("typed", [[], ["x"], ["1" * 19], ["-1"]])
def test_nothing_ticked_or_no_number_is_refused(as_user, due, pia, typed):
    response = as_user(pia).post(PAGE, {"number": typed})
    assert response.status_code == 422
    assert "Kies minstens één dossier." in response.content.decode()
    assert not Retirement.objects.exists()


def test_a_second_press_says_that_nothing_more_goes(as_user, due, pia):
    client = as_user(pia)
    client.post(PAGE, {"number": [due.pk]})
    again = client.post(PAGE, {"number": [due.pk]}, follow=True).content.decode()
    assert "0 dossiers worden gewist." in again
    retire_files(later())
    assert (
        "Al 1 dossier werd na zijn termijn gewist." in client.get(PAGE).content.decode()
    )


def test_queries_of_the_screen_do_not_grow(as_user, due, pia, school):
    client = as_user(pia)

    def taken():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    agree(pia, file(State.REFUSED, NOW - 500 * DAY, school=school))
    before = taken()
    for _number in range(2):
        file(State.REFUSED, NOW - 500 * DAY, school=school)
        agree(pia, file(State.REFUSED, NOW - 500 * DAY, school=school))
    assert taken() == before


def said(*options):
    out = StringIO()
    call_command("retire_files", *options, stdout=out)
    return out.getvalue().splitlines()


def test_a_dry_run_lists_by_number_and_erases_nothing(due, pia, school):
    line = f"{due.pk} ended over 2021-11-27 due 2026-11-27 "
    nothing = "0 would go now; nothing was erased."
    assert said("--dry-run") == [f"{line}waits for the privacy officer", nothing]
    agree(pia, due)
    assert said("--dry-run") == [f"{line}agreed, goes on 2026-12-11", nothing]
    with time_machine.travel(later(), tick=False):
        assert said("--dry-run") == [
            f"{line}goes now",
            "1 would go now; nothing was erased.",
        ]
        assert Traject.objects.filter(pk=due.pk).exists()
        assert said() == [f"{line}goes now", "1 erased."]
        assert said() == ["0 erased."]


# Who is told -------------------------------------------------------------------------


def test_privacy_officers_are_told_once_a_month_in_their_language(due, pia, cora):
    pia.language = "fr"
    pia.save(update_fields=["language"])
    assert tell_of_retirements() == 1
    assert tell_of_retirements() == 0
    [mail] = OutgoingMail.objects.all()
    assert (mail.address, mail.language) == (pia.email, "fr")
    text = mail.subject + mail.body
    assert "1 dossier " in mail.subject
    assert "/bewaartermijnen/" in text
    for word in ("Tuur", "Peeters", "Wegwijzer", "voorbij"):
        assert word not in text
    for day, told in ((3, 0), (4, 1), (5, 0)):
        with time_machine.travel(NOW + day * DAY, tick=False):
            assert tell_of_retirements() == told


def test_nobody_is_told_of_an_empty_list_and_the_month_stays_open(traject, pia):
    assert tell_of_retirements() == 0
    put(traject, State.ENDED, FIVE_YEARS_AGO)
    agree(pia, traject)
    assert tell_of_retirements() == 0
    assert not DailyReport.objects.exists()
    keep_after_all(retirement=Retirement.objects.get(), by=pia)
    assert tell_of_retirements() == 1


def test_without_an_officer_the_month_stays_open(due, cora):
    assert tell_of_retirements() == 0
    assert not DailyReport.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_tell_once(due, pia):
    assert sorted(at_once(tell_of_retirements, tell_of_retirements)) == [0, 1]
    assert OutgoingMail.objects.count() == 1
