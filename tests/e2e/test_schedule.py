"""What the schedule says today decides what the large button does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sio.core.sides import Side
from sio.lessons.models import ExtraLesson, ScheduleException, Slot
from sio.lessons.plan import BRUSSELS
from sio.trajects.models import Acceptance
from tests.e2e.sides import together
from tests.flush import rewriting

MEETING = "https://meet.google.com/abc-defg-hij"


@pytest.fixture
def all_day(traject):
    """A lesson that is on now, whatever the hour."""
    return Slot.objects.create(
        traject=traject,
        weekday=timezone.localdate(timezone=BRUSSELS).weekday(),
        part=Slot.Part.LESSON,
        starts_at="00:00",
        ends_at="23:59:59",
        subject="Wiskunde",
        room="B12",
    )


@pytest.fixture
def elsewhere(all_day, traject):
    return ScheduleException.objects.create(
        traject=traject,
        on=timezone.localdate(timezone=BRUSSELS),
        slot=all_day,
        kind=ScheduleException.Kind.ELSEWHERE,
        link=MEETING,
    )


def test_today_stands_on_both_pages(all_day, agreed, home, klas):
    for side in (home, klas):
        side.open()
        side.reads("Wiskunde")
    home.reads("B12")


def test_a_class_that_is_online_elsewhere_gives_the_link(
    elsewhere, agreed, home, klas, shot
):
    home.open()
    home.reads("De klas zit nu ergens anders online.")
    link = home.page.get_by_role("link", name="Naar de les")
    expect(link).to_have_attribute("href", MEETING)
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(home.button("Naar de klas")).to_have_count(0)
    klas.open()
    klas.reads("De klas zit nu online")
    expect(klas.button("Verbind")).to_have_count(0)
    shot(home.page, "home-elsewhere")
    shot(klas.page, "class-elsewhere")


def test_without_agreements_the_page_says_who_can_do_what(
    traject, home, klas, paula, sofie, agreed, shot
):
    with rewriting():
        Acceptance.objects.filter(traject=traject).delete()
    for side in (home, klas):
        side.open()
        side.reads("Thuis moet iemand de afspraken goedkeuren. Je ouder kan dat.")
        side.reads("De school moet de afspraken goedkeuren.")
        expect(side.button(side.enter)).to_be_disabled()
    shot(home.page, "home-agreement-missing")


def test_one_agreement_is_not_enough(traject, agreed, home):
    with rewriting():
        Acceptance.objects.filter(traject=traject, text__side=Side.CLASS).delete()
    home.open()
    home.reads("De school moet de afspraken goedkeuren.")
    home.reads_no("Thuis moet iemand de afspraken goedkeuren.")


def test_where_ad_hoc_is_off_the_button_says_when(traject, agreed, home, klas, shot):
    traject.adhoc_allowed = False
    traject.save(update_fields=["adhoc_allowed"])
    for side in (home, klas):
        side.open()
        button = side.button(side.enter)
        expect(button).to_be_disabled()
        expect(button).to_have_accessible_description("Er is nu geen les.")
    shot(home.page, "home-not-now")


def test_ad_hoc_off_leaves_the_lessons(traject, all_day, agreed, home, klas):
    traject.adhoc_allowed = False
    traject.save(update_fields=["adhoc_allowed"])
    for side in (home, klas):
        side.open()
        side.press_enter()
    together(home, klas)


def test_a_class_that_answers_by_itself_needs_one_press(
    traject, all_day, agreed, home, klas
):
    traject.auto_answer = True
    traject.save(update_fields=["auto_answer"])
    for side in (klas, home):
        side.open()
    home.press_enter()
    together(home, klas)


def test_who_is_early_sees_who_is_missing(traject, agreed, home, klas, shot):
    now = timezone.now()
    ExtraLesson.objects.create(
        traject=traject,
        starts_at=now + timedelta(minutes=5),
        ends_at=now + timedelta(minutes=55),
        subject="Muziek",
    )
    home.open()
    home.reads("De klas is er nog niet")
    home.press_enter()
    home.reads("Je zit klaar")
    shot(home.page, "home-waiting")
    klas.open()
    klas.reads("Tuur wacht op jullie")
    home.reads("De klas is er, maar heeft nog niet op de knop gedrukt")
    shot(klas.page, "class-called")
    klas.press_enter()
    together(home, klas)


def test_who_waits_may_think_better_of_it(agreed, home, klas):
    for side in (home, klas):
        side.open()
    home.press_enter()
    klas.reads("Tuur wacht op jullie")
    home.press("Toch niet")
    klas.reads_no("Tuur wacht op jullie")
    expect(home.button("Naar de klas")).to_be_visible()
