"""Nothing stays longer than was said: after 14 days, after 60, with the file."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from sio.lessons import actions as lessons
from sio.postbox.actions import (
    Receiving,
    empty_boxes_that_closed,
    throw_away_broken,
    throw_away_old,
)
from sio.postbox.models import Parcel, ParcelFile, Piece, Verdict, Wish
from sio.postbox.queries import Holder
from sio.trajects.actions import erase_file
from sio.trajects.models import Traject
from sio.trajects.workflow import State
from tests.postbox.conftest import JPEG, PDF, form_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def after(days):
    """The clock, so many days from now."""
    return timezone.now() + timedelta(days=days)


def nothing_left():
    return not any(model.objects.exists() for model in (Parcel, ParcelFile, Piece))


def test_what_nobody_picks_up_goes_after_60_days(file):
    assert throw_away_old(after(60) - MINUTE) == 0
    assert throw_away_old(after(60)) == 1
    assert nothing_left()


def test_what_was_picked_up_goes_14_days_later(boxes, at_home, file):
    at_home.post(f"{boxes.home}bestanden/{file.pk}/")
    assert throw_away_old(after(14) - MINUTE) == 0
    assert throw_away_old(after(14)) == 1
    assert nothing_left()


def test_late_picking_up_does_not_lengthen_the_60_days(file, worksheet):
    Parcel.objects.update(put_at=after(-55))
    ParcelFile.objects.update(picked_at=after(-1))
    assert throw_away_old(after(4)) == 0
    assert throw_away_old(after(5)) == 1


def test_each_file_goes_by_itself_and_the_note_with_the_last(boxes, in_class, at_home):
    in_class.post(
        boxes.klas,
        form_of(("a.pdf", PDF), ("b.jpg", JPEG), kind="ready", note="Alle twee."),
    )
    first, second = ParcelFile.objects.all()
    at_home.post(f"{boxes.home}bestanden/{first.pk}/")
    assert throw_away_old(after(14)) == 1
    assert list(ParcelFile.objects.all()) == [second]
    assert list(Piece.objects.values_list("file", flat=True)) == [second.pk]
    assert "Alle twee." in at_home.get(boxes.home).content.decode()
    assert throw_away_old(after(60)) == 1
    assert nothing_left()


def test_a_note_goes_after_it_was_read(boxes, in_class, at_home):
    in_class.post(boxes.klas, form_of(kind="homework", note="Lees bladzijde 3."))
    note = Parcel.objects.get()
    assert throw_away_old(after(15)) == 0
    at_home.post(f"{boxes.home}pakjes/{note.pk}/gelezen/")
    assert throw_away_old(after(14)) == 1
    assert nothing_left()


def test_what_is_held_back_goes_after_14_days(file):
    ParcelFile.objects.update(verdict=Verdict.INFECTED)
    assert throw_away_old(after(14)) == 1


def test_both_sides_read_when_it_goes(boxes, in_class, at_home, file):
    day = timezone.localtime(file.goes_at)
    words = f"Weg op {day:%A} {day.day} {day:%B}"
    assert file.goes_at == file.parcel.put_at + timedelta(days=60)
    for client, page in ((at_home, boxes.home), (in_class, boxes.klas)):
        assert "Weg op " in client.get(page).content.decode(), words


def test_what_never_came_in_whole_goes_after_two_hours(agreed, home_device):
    receiving = Receiving(Holder(agreed, home_device.side, device=home_device))
    receiving.begin("half.pdf")
    receiving.feed(PDF)  # and then the process is killed
    assert Parcel.objects.count() == 1
    assert throw_away_broken(timezone.now()) == 0
    assert throw_away_broken(timezone.now() + timedelta(hours=2, minutes=1)) == 1
    assert nothing_left()


def test_it_is_safe_twice(file):
    assert [throw_away_old(after(60)), throw_away_old(after(60))] == [1, 0]


@pytest.mark.parametrize("to", [State.ENDED, State.PAUSED])
def test_the_end_of_a_traject_empties_its_box_and_a_pause_does_not(
    file, agreed, carla, paula, to
):
    Wish.objects.create(traject=agreed, user=paula)
    lessons.move_traject(traject=agreed, to=to, reason="x", outcome="back", by=carla)
    assert nothing_left() == (to == State.ENDED)
    assert Wish.objects.exists() == (to == State.PAUSED)


def test_the_clock_empties_what_was_left_in_a_box_that_closed(file, agreed):
    assert empty_boxes_that_closed() == 0
    Traject.objects.filter(pk=agreed.pk).update(state=State.WITHDRAWN)
    assert empty_boxes_that_closed() == 1
    assert nothing_left()


def test_a_file_that_is_erased_takes_its_box_along(file, agreed, paula):
    Wish.objects.create(traject=agreed, user=paula)
    Traject.objects.filter(pk=agreed.pk).update(state=State.ENDED)
    agreed.refresh_from_db()
    erase_file(agreed)
    assert nothing_left()
    assert not Wish.objects.exists()


def test_the_clock_does_all_of_it(file):
    Parcel.objects.update(put_at=after(-61))
    said = StringIO()
    call_command("clock", stdout=said)
    assert "clock.old_post_thrown_away 1" in said.getvalue()
    assert nothing_left()
