"""Putting off what is due, and telling schools of certificates that end."""

from __future__ import annotations

import pytest
import time_machine

from sio.casework.actions.today import put_off, remind_of_certificates, take_up
from sio.casework.clocks import Kind
from sio.casework.errors import CaseworkNotAllowed, NotPutOff, SnoozeEnded
from sio.casework.models import CertificateReminder, Snooze
from sio.casework.queries import today as queries
from sio.casework.queries.scope import files_cared_for_by
from sio.core.models import OutgoingMail
from sio.schools.models import Contact
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.casework.test_today import (
    ALL,
    DAY,
    NOW,
    OTHERS,
    PAGE,
    TODAY,
    ago,
    facts,
    kinds,
    make_files,
)
from tests.casework.test_today import in_order as in_order
from tests.trajects.test_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_friday():
    with time_machine.travel(NOW, tick=False):
        yield


HELD = f"{PAGE}uitgesteld/"

# Putting off -------------------------------------------------------------------------


def later(traject, kind, rest="", **more):
    return f"/trajecten/{traject.pk}/uitstel/{kind}/{rest}"


def test_put_off_hides_one_thing_until_its_day(in_order, carla):
    facts(in_order, class_told_on=None, return_on=TODAY)
    snooze = put_off(
        traject=in_order,
        kind=Kind.RETURN,
        until=TODAY + 3 * DAY,
        reason="gesprek op maandag",
        by=carla,
    )
    assert kinds(carla) == [Kind.CLASS_TOLD]
    files = files_cared_for_by(carla)
    for days, hidden in ((2, 1), (3, 0)):
        found = queries.today_of(files, TODAY + days * DAY, ALL, with_owner=False)
        assert found.put_off == hidden
    take_up(snooze=snooze, by=carla)
    assert kinds(carla) == [Kind.RETURN, Kind.CLASS_TOLD]
    with pytest.raises(SnoozeEnded):
        take_up(snooze=snooze, by=carla)
    assert Snooze.objects.count() == 1


def test_putting_off_anew_keeps_the_history(in_order, carla, cora):
    for by, days in ((carla, 3), (cora, 9)):
        put_off(
            traject=in_order,
            kind=Kind.RETURN,
            until=TODAY + days * DAY,
            reason="x",
            by=by,
        )
    assert Snooze.objects.filter(ended_at=None).get().by == cora
    assert Snooze.objects.count() == 2


@pytest.mark.parametrize("days", [0, -1, 93])
def test_only_to_a_day_soon_to_come(in_order, carla, days):
    with pytest.raises(NotPutOff):
        put_off(
            traject=in_order,
            kind=Kind.RETURN,
            until=TODAY + days * DAY,
            reason="x",
            by=carla,
        )


@pytest.mark.parametrize("kind", [Kind.CONTACT, Kind.OWNER])
def test_what_may_not_wait(in_order, carla, kind):
    with pytest.raises(NotPutOff):
        put_off(traject=in_order, kind=kind, until=TODAY + DAY, reason="x", by=carla)


@pytest.mark.parametrize("name", [*OTHERS, "chris"])
def test_others_put_nothing_off(request, as_user, in_order, carla, name):
    user = request.getfixturevalue(name)
    with pytest.raises(CaseworkNotAllowed):
        put_off(
            traject=in_order, kind=Kind.RETURN, until=TODAY + DAY, reason="x", by=user
        )
    snooze = put_off(
        traject=in_order, kind=Kind.RETURN, until=TODAY + DAY, reason="x", by=carla
    )
    with pytest.raises(CaseworkNotAllowed):
        take_up(snooze=snooze, by=user)
    client = as_user(user)
    assert client.get(later(in_order, "return")).status_code == 404
    assert client.post(later(in_order, "return")).status_code == 404
    assert client.post(later(in_order, snooze.pk, "einde/")).status_code == 404
    assert Snooze.objects.filter(ended_at=None).count() == 1


def test_screen_of_putting_off(as_user, in_order, carla):
    facts(in_order, return_on=TODAY)
    client = as_user(carla)
    words = {"until": "2026-11-30", "reason": "gesprek op maandag"}
    address = later(in_order, "return")
    assert client.post(address, words | {"reason": ""}).status_code == 422
    assert client.post(address, words).status_code == 302
    assert "Uitgesteld (1)" in " ".join(client.get(PAGE).content.decode().split())
    text = client.get(HELD).content.decode()
    assert "gesprek op maandag" in text
    assert "tot 30/11/2026" in text
    assert (
        "gesprek op maandag" in client.get(later(in_order, "return")).content.decode()
    )
    snooze = Snooze.objects.get()
    end = later(in_order, snooze.pk, "einde/")
    assert client.get(end).status_code == 405
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 422
    for kind in ("contact", "owner", "onzin"):
        assert client.get(later(in_order, kind)).status_code == 404


def test_a_snooze_of_another_file_is_not_taken_up_here(
    as_user, in_order, other_traject, cora
):
    snooze = put_off(
        traject=other_traject, kind=Kind.RETURN, until=TODAY + DAY, reason="x", by=cora
    )
    address = later(in_order, snooze.pk, "einde/")
    assert as_user(cora).post(address).status_code == 404


def test_what_is_put_off_is_paged_and_never_stands_among_what_is_due(
    as_user, cora, school
):
    make_files(school, 51)
    for traject in Traject.objects.all():
        put_off(
            traject=traject,
            kind=Kind.LOOK_AGAIN,
            until=TODAY + DAY,
            reason="x",
            by=cora,
        )
    client = as_user(cora)
    page = client.get(PAGE)
    assert page.context["groups"] == []
    assert page.context["put_off"] == 51
    shown = [client.get(HELD, {"blad": number}).context for number in ("1", "2", "x")]
    assert [len(context["rows"]) for context in shown] == [50, 1, 50]
    assert [context["after"] for context in shown] == [2, 0, 2]


def test_what_is_put_off_and_done_already_says_so(as_user, in_order, carla):
    facts(in_order, return_on=TODAY)
    words = {"kind": Kind.RETURN, "until": TODAY + DAY, "reason": "x"}
    put_off(traject=in_order, by=carla, **words)
    client = as_user(carla)
    assert "al gedaan" not in client.get(HELD).content.decode()
    facts(in_order, return_on=None)
    assert "al gedaan" in client.get(HELD).content.decode()


def test_nothing_is_put_off(as_user, in_order, carla, paula):
    assert "Er is niets uitgesteld" in as_user(carla).get(HELD).content.decode()
    assert as_user(paula).get(HELD).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_what_is_put_off_do_not_grow(
    as_user, cora, school, django_assert_num_queries, count
):
    make_files(school, count)
    for traject in Traject.objects.all():
        put_off(
            traject=traject,
            kind=Kind.LOOK_AGAIN,
            until=TODAY + DAY,
            reason="x",
            by=cora,
        )
    client = as_user(cora)
    with django_assert_num_queries(14):
        assert len(client.get(HELD).context["rows"]) == count


@pytest.mark.django_db(transaction=True)
def test_two_at_once_put_off_one_after_the_other(in_order, carla, cora):
    def press(by):
        return lambda: put_off(
            traject=in_order, kind=Kind.RETURN, until=TODAY + DAY, reason="x", by=by
        )

    results = at_once(press(carla), press(cora))
    assert [type(result) for result in results] == [Snooze, Snooze]
    assert Snooze.objects.filter(ended_at=None).count() == 1


# Certificates ------------------------------------------------------------------------


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


def test_a_school_that_does_not_see_the_file_yet_is_told_later(in_order, sofie):
    until = {"certificate_until": TODAY + 9 * DAY, "state": State.AGREED}
    own_class = in_order.school_class
    facts(in_order, school_class=None, **until)
    assert remind_of_certificates() == 0
    facts(in_order, school_class=own_class)
    assert remind_of_certificates() == 1


def test_school_is_told_once_per_date_and_no_pupil_is_named(in_order, carla, sofie):
    facts(in_order, certificate_until=TODAY + 15 * DAY)
    assert remind_of_certificates() == 0
    facts(in_order, certificate_until=TODAY + 14 * DAY)
    assert remind_of_certificates() == 1
    assert remind_of_certificates() == 0
    (mail,) = mails()
    assert mail.address == sofie.email
    text = mail.subject + mail.body
    assert "loopt af op 11 december" in text
    assert f"/trajecten/{in_order.pk}/attest/" in text
    assert not {"Tuur", "Peeters"} & set(text.split())
    facts(in_order, certificate_until=TODAY + 13 * DAY)
    assert remind_of_certificates() == 1


@pytest.mark.parametrize("state", [State.PAUSED, State.ENDED])
def test_not_of_what_is_suspended_or_over(in_order, state):
    facts(in_order, certificate_until=TODAY, state=state)
    assert remind_of_certificates() == 0


def test_not_of_what_has_ended_already(in_order):
    facts(in_order, certificate_until=ago(1))
    assert remind_of_certificates() == 0


def test_a_school_without_contact_waits(in_order, sofie):
    facts(in_order, certificate_until=TODAY + DAY)
    Contact.objects.update(ended_at=NOW)
    assert remind_of_certificates() == 0
    assert CertificateReminder.objects.count() == 0
    Contact.objects.update(ended_at=None)
    assert remind_of_certificates() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_tell_once(in_order):
    facts(in_order, certificate_until=TODAY + DAY)
    results = at_once(remind_of_certificates, remind_of_certificates)
    assert sorted(results) == [0, 1]
    assert len(mails()) == 1
