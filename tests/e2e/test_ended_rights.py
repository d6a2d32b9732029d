"""A right that ends cuts the lesson on both sides, and nothing brings it back."""

from __future__ import annotations

from playwright.sync_api import expect

from sio.lessons.models import Use
from tests.e2e.sides import until

SOON_MS = 1000


def press_and_see_the_end(office, button, *sides):
    """Each browser ends its peer connection within a second of the press."""
    pressed_at = office.page.evaluate("Date.now()")
    office.press(button)
    for side in sides:
        assert side.ask("ended()") - pressed_at < SOON_MS


def test_a_device_revoked_in_the_lesson(
    lesson, home, klas, grown_up, carla, traject, shot
):
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    press_and_see_the_end(office, "Ontkoppel Tablet", home, klas)
    office.reads("Het toestel is ontkoppeld.")
    home.reads("Dit toestel mag niet meer in de les")
    expect(home.button("Naar de klas")).to_have_count(0)
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
    home.reads("Dit toestel")
    expect(home.button("Naar de klas")).to_have_count(0)
    server.restart()
    klas.reads("Tuur is er nog niet")
    expect(home.button("Naar de klas")).to_have_count(0)


def test_a_traject_ended_in_the_lesson(lesson, home, klas, grown_up, carla, traject):
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/stand/")
    office.page.get_by_label("gestopt").check()
    office.page.get_by_label("Reden").fill("Terug op school")
    press_and_see_the_end(office, "Wijzigen", home, klas)
    for side in (home, klas):
        side.reads("mag niet meer")
        expect(side.button(side.enter)).to_have_count(0)
    until(lambda: Use.objects.count() == 1)


def test_a_guardian_whose_right_ends_takes_the_device_along(
    lesson, home, klas, grown_up, carla, traject, paula, home_device
):
    type(home_device).objects.filter(pk=home_device.pk).update(paired_by=paula)
    office = grown_up(carla)
    office.open(f"/trajecten/{traject.pk}/")
    office.follows("Toegang van Paula beëindigen")
    office.reads("Tablet")
    press_and_see_the_end(office, "Beëindig de toegang", home, klas)
    office.reads("Ook ontkoppeld: Tablet.")
