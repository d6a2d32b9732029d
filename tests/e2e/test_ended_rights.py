"""A right that ends cuts the lesson on both sides, and nothing brings it back."""

from __future__ import annotations

from playwright.sync_api import expect

from sio.lessons.models import Use
from tests.e2e.sides import until

SOON_MS = 1000


def end_within_a_second_of(moment, *sides):
    """Each browser ends its peer connection that soon after the right has ended."""
    ended_at = [side.ask("ended()") for side in sides]
    assert max(ended_at) - moment.timestamp() * 1000 < SOON_MS


def may_not_enter(side):
    """The large button is not there, or does nothing."""
    works = side.page.locator(":not([aria-disabled=true]):not([disabled])")
    expect(side.button(side.enter).and_(works)).to_have_count(0)


def test_a_device_revoked_in_the_lesson(
    lesson, home, klas, grown_up, carla, traject, home_device, shot
):
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    office.press("Ontkoppel Tablet")
    office.reads("Het toestel is ontkoppeld.")
    home_device.refresh_from_db()
    end_within_a_second_of(home_device.revoked_at, home, klas)
    home.reads("Dit toestel is niet gekoppeld")
    may_not_enter(home)
    until(lambda: Use.objects.count() == 1)
    shot(home.page, "home-revoked")
    shot(klas.page, "class-pupil-revoked")
    klas.page.reload()
    klas.reads("Tuur is er nog niet")
    home.allow("status of 403")
    home.page.reload()
    home.reads("Dit toestel kennen we nog niet")


def test_a_stale_page_does_not_come_back(
    agreed, home, klas, grown_up, carla, traject, server
):
    for side in (home, klas):
        side.allow("WebSocket connection to")
        side.open()
    klas.press_enter()
    home.reads("De klas wacht op je")
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    office.press("Ontkoppel Tablet")
    office.reads("Het toestel is ontkoppeld.")
    home.reads("Dit toestel is niet gekoppeld")
    may_not_enter(home)
    klas.reads("Tuur is er nog niet")
    server.restart()
    klas.reads("Tuur is er nog niet")
    may_not_enter(home)


def test_a_traject_ended_in_the_lesson(lesson, home, klas, grown_up, carla, traject):
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/stand/")
    office.page.get_by_label("gestopt").check()
    how = office.page.get_by_label("Hoe eindigt het traject?")
    how.select_option(label="volledig terug in de klas")
    office.page.get_by_label("Reden").fill("Terug op school")
    office.press("Wijzigen")
    office.reads("De stand is gewijzigd.")
    end_within_a_second_of(traject.changes.get().at, home, klas)
    for side in (home, klas):
        side.reads("mag niet meer")
        may_not_enter(side)
    until(lambda: Use.objects.count() == 1)


def test_a_guardian_whose_right_ends_takes_the_device_along(
    lesson, home, klas, grown_up, carla, traject, paula, home_device
):
    type(home_device).objects.filter(pk=home_device.pk).update(paired_by=paula)
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    office.follows("Toegang van Paula beëindigen")
    office.reads("Tablet")
    office.press("Beëindig de toegang")
    office.reads("Ook ontkoppeld: Tablet.")
    home_device.refresh_from_db()
    end_within_a_second_of(home_device.revoked_at, home, klas)
