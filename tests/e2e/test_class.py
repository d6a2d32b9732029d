"""What the class can do: loudspeaker, pause, end."""

from __future__ import annotations

from sio.lessons.models import Use
from tests.e2e.sides import together, until


def test_the_class_mutes_its_loudspeaker_and_the_pupil_knows(lesson, home, klas):
    home.reads("De klas hoort je")
    klas.press("Geluid is aan")
    klas.reads("Geluid is uit")
    home.reads("De klas hoort je niet")
    assert klas.page.evaluate("document.querySelector('sio-picture video').muted")
    klas.press("Geluid is uit")
    home.reads_no("De klas hoort je niet")


def test_the_class_pauses_and_goes_on(lesson, home, klas, shot):
    klas.press("Pauze")
    home.reads("De klas heeft even pauze")
    klas.reads("De klas heeft pauze")
    klas.sends()
    shot(home.page, "home-class-paused")
    klas.page.get_by_role("button", name="Verder met de les").first.click()
    home.reads_no("De klas heeft even pauze")
    together(home, klas)


def test_the_class_ends_the_lesson_and_may_begin_again(lesson, home, klas, shot):
    klas.press("Stoppen")
    home.reads("De klas heeft de les gestopt")
    klas.reads("De verbinding is gestopt")
    for side in (home, klas):
        side.ask("ended()")
    until(lambda: Use.objects.count() == 1)
    shot(home.page, "home-ended")
    klas.press("Verbind opnieuw")
    home.reads("De klas wacht op je")
    home.press_enter()
    together(home, klas)
