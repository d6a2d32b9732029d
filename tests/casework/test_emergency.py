from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.internal.flows import login
from django.db import connection
from django.utils import timezone

from sio.accounts.models import Role
from sio.core.models import AccessRecord
from sio.core.time import today, years_before
from sio.trajects.actions import break_glass, review_emergency
from sio.trajects.errors import (
    EmergencyNotAllowed,
    EmergencyReasonNeeded,
    FileNotFound,
    ReviewNotAllowed,
)
from sio.trajects.models import BreakGlass
from sio.trajects.queries import emergencies_visible_to, trajects_visible_to
from tests.conftest import person

WHY = "De consulent is ziek en het gezin belt in paniek."
ADDRESS = "/noodtoegang/"


@pytest.fixture
def petra(db):
    """The privacy officer: reviews, and sees no file."""
    return person("Petra", Role.Kind.PRIVACY)


@pytest.fixture
def born(traject):
    """Tuur's birth date, which he has in this file."""
    traject.pupil.birth_date = years_before(today(), 9)
    traject.pupil.save(update_fields=["birth_date"])
    return traject.pupil.birth_date


@pytest.fixture
def fresh(as_user):
    """A browser of somebody who proved a moment ago who it is."""

    def browser(user):
        client = as_user(user)
        session = client.session
        now = timezone.now().timestamp()
        session["account_authentication_methods"] = [
            {"method": "mfa", "at": now, "reauthenticated": True}
        ]
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
        return client

    return browser


def broken(traject, by):
    return break_glass(
        number=traject.pk, last_name="", birth_date=None, reason=WHY, by=by
    )


def test_a_consultant_of_other_files_opens_one_for_an_hour(
    fresh, chris, traject, petra, mailoutbox, django_capture_on_commit_callbacks
):
    assert traject not in trajects_visible_to(chris)
    with django_capture_on_commit_callbacks(execute=True):
        response = fresh(chris).post(ADDRESS, {"number": traject.pk, "reason": WHY})

    assert response.headers["Location"] == f"/trajecten/{traject.pk}/"
    assert traject in trajects_visible_to(chris)
    row = BreakGlass.objects.get()
    assert (row.user, row.traject, row.reason) == (chris, traject, WHY)
    record = AccessRecord.objects.get(page="emergency")
    assert (record.by, record.traject, record.why) == (
        chris,
        traject.pk,
        f"break-glass {row.pk}",
    )
    (mail,) = mailoutbox
    assert mail.to == [petra.email]
    assert "Tuur" not in mail.body + mail.subject
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assert traject not in trajects_visible_to(chris)


def test_who_did_not_log_in_anew_does_so_first(as_user, chris, traject):
    client = as_user(chris)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        for answer in (
            client.get(ADDRESS),
            client.post(ADDRESS, {"number": traject.pk, "reason": WHY}),
        ):
            assert answer.status_code == 302
            assert "/stap-2/opnieuw/" in answer.headers["Location"]
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("name", ["Peeters", "PEETERS", " peeters "])
def test_a_name_opens_only_with_the_birth_date(chris, traject, born, name):
    row = break_glass(
        number=None, last_name=name, birth_date=born, reason=WHY, by=chris
    )
    assert row.traject == traject


@pytest.mark.parametrize(
    ("name", "days"), [("Peeters", 1), ("Jacobs", 0), ("", 0), ("Pee", 0)]
)
def test_half_an_answer_opens_nothing(chris, traject, born, name, days):
    with pytest.raises(FileNotFound):
        break_glass(
            number=None,
            last_name=name,
            birth_date=born + timedelta(days=days),
            reason=WHY,
            by=chris,
        )
    assert not BreakGlass.objects.exists()


def test_two_files_that_fit_open_none(chris, traject, other_traject, born):
    other_traject.pupil.last_name = "Peeters"
    other_traject.pupil.birth_date = born
    other_traject.pupil.save(update_fields=["last_name", "birth_date", "search"])
    with pytest.raises(FileNotFound):
        break_glass(
            number=None, last_name="Peeters", birth_date=born, reason=WHY, by=chris
        )


def test_a_word_is_no_reason(chris, traject):
    with pytest.raises(EmergencyReasonNeeded):
        break_glass(
            number=traject.pk, last_name="", birth_date=None, reason="spoed", by=chris
        )


@pytest.mark.parametrize("who", ["sofie", "paula", "eddy", "petra"])
def test_others_have_no_glass_to_break(fresh, request, traject, who):
    user = request.getfixturevalue(who)
    assert fresh(user).get(ADDRESS).status_code == 404
    with pytest.raises(EmergencyNotAllowed):
        broken(traject, user)


def test_who_sees_it_all_breaks_nothing(carla, traject):
    with pytest.raises(EmergencyNotAllowed):
        broken(traject, carla)


def test_a_second_press_gives_the_same_hour(hans, traject):
    assert broken(traject, hans) == broken(traject, hans)


def test_trying_names_stops_after_ten(fresh, chris, born):
    client = fresh(chris)
    wrong = {"last_name": "Janssens", "birth_date": born, "reason": WHY}
    for _n in range(10):
        answer = client.post(ADDRESS, wrong)
        assert 'data-code="trajects.file_not_found"' in answer.content.decode()
    answer = client.post(ADDRESS, wrong)
    assert 'data-code="trajects.emergency_not_allowed"' in answer.content.decode()


def test_the_officer_reviews_once_and_names_no_pupil(as_user, petra, chris, traject):
    row = broken(traject, chris)
    client = as_user(petra)
    page = client.get("/noodtoegang/nazicht/").content.decode()
    assert WHY in page
    assert "Tuur" not in page
    found = {"was_right": "1", "review": "Gebeld met het gezin."}
    answer = client.post(f"/noodtoegang/{row.pk}/nazicht/", found)
    assert answer.headers["Location"] == "/noodtoegang/nazicht/"
    row.refresh_from_db()
    assert (row.was_right, row.reviewed_by) == (True, petra)
    again = client.post(f"/noodtoegang/{row.pk}/nazicht/", found | {"was_right": "0"})
    assert again.status_code == 422
    row.refresh_from_db()
    assert row.was_right


def test_who_still_waits_stands_first(petra, chris, hans, traject):
    first, second = broken(traject, chris), broken(traject, hans)
    review_emergency(emergency=second, was_right=False, review="x", by=petra)
    assert list(emergencies_visible_to(petra)) == [first, second]


@pytest.mark.parametrize("who", ["carla", "cora", "hans", "sofie", "paula", "chris"])
def test_nobody_else_reviews(as_user, request, traject, chris, who):
    row = broken(traject, chris)
    user = request.getfixturevalue(who)
    assert as_user(user).get("/noodtoegang/nazicht/").status_code == 404
    assert as_user(user).get(f"/noodtoegang/{row.pk}/nazicht/").status_code == 404
    with pytest.raises(ReviewNotAllowed):
        review_emergency(emergency=row, was_right=True, review="x", by=user)


def test_an_officer_does_not_review_the_own_emergency(traject, chris):
    Role.objects.create(user=chris, kind=Role.Kind.PRIVACY)
    row = broken(traject, chris)
    with pytest.raises(ReviewNotAllowed):
        review_emergency(emergency=row, was_right=True, review="x", by=chris)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_list_do_not_grow(
    as_user, petra, chris, traject, django_assert_num_queries, count
):
    for _n in range(count):
        BreakGlass.objects.create(
            user=chris, traject=traject, reason=WHY, ends_at=timezone.now()
        )
    client = as_user(petra)
    client.get("/noodtoegang/nazicht/")
    with django_assert_num_queries(5):
        client.get("/noodtoegang/nazicht/")


@pytest.mark.django_db(transaction=True)
def test_two_officers_give_one_review(traject, chris, petra):
    row = broken(traject, chris)
    second = person("Pol", Role.Kind.PRIVACY)
    errors = []

    def press(by):
        try:
            review_emergency(emergency=row, was_right=True, review="x", by=by)
        except ReviewNotAllowed as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(by,)) for by in (petra, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(errors) == 1
