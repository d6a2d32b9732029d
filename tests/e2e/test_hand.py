from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.sides import meet, until

LAMP = Path(__file__).resolve().parent / "lamp.js"
WAITS, SEEN, DARK = [255, 150, 0], [40, 22, 0], [0, 0, 0]


def has_lamp(klas, colour):
    until(lambda: klas.page.evaluate("() => window.lamp.colour()") == colour)


def test_a_raised_hand_is_seen_heard_and_answered(lesson, home, klas, shot):
    klas.press("Geluid is aan")  # the bells are no sound of the pupil's
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    expect(klas.page.locator(".hand-light")).to_be_visible()
    assert set(klas.ask("rings")) == {"running"}
    home.reads("Je hand is omhoog")
    shot(klas.page, "class-hand")
    klas.press("Gezien")
    home.reads("De klas heeft je hand gezien")
    klas.reads_no("Tuur steekt de hand op")
    shot(home.page, "home-hand-seen")
    home.press("Hand omlaag")
    home.reads_no("De klas heeft je hand gezien")
    klas.reads_no("Tuur mag iets zeggen")


def test_a_hand_stays_up_until_somebody_answers(lesson, home, klas):
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    home.press("Hand omlaag")
    klas.reads_no("Tuur steekt de hand op")
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    klas.sees()
    klas.reads("Tuur steekt de hand op")


def test_a_lamp_beside_the_screen_follows_the_hand(agreed, home, klas):
    """Chosen once; pulled out and plugged in; dark when the lesson ends."""
    klas.context.add_init_script(path=LAMP)
    klas.open()
    klas.press("Buddy van de dag kiezen")
    klas.page.get_by_text("Lamp voor het handje").click()
    assert violations(klas.page) == []
    klas.press("Kies een lamp")
    klas.reads("De lamp (Luxafor) gaat aan als de hand omhoog is.")
    assert violations(klas.page) == []
    klas.page.close()
    meet(home, klas)
    home.press("Hand opsteken")
    has_lamp(klas, WAITS)
    klas.page.evaluate("() => window.lamp.plug(false)")
    klas.reads("Tuur steekt de hand op")
    klas.page.evaluate("() => window.lamp.plug(true)")
    has_lamp(klas, WAITS)
    klas.press("Gezien")
    has_lamp(klas, SEEN)
    home.press("Hand omlaag")
    has_lamp(klas, DARK)
    home.press("Hand opsteken")
    has_lamp(klas, WAITS)
    klas.press("Stoppen")
    klas.reads("De verbinding is gestopt")
    has_lamp(klas, DARK)
