from __future__ import annotations

from tests.e2e.sides import until

TOO_LONG = "a" * 501


def test_pupil_and_class_write_to_each_other(lesson, home, klas, shot):
    home.writes("Dag allemaal!")
    klas.reads("Dag allemaal!")
    klas.press("Schrijven")
    klas.writes("Dag Tuur, ben je er?")
    home.reads("Dag Tuur, ben je er?")
    home.writes("Ja <b>hoor</b>")
    klas.reads("Ja <b>hoor</b>")
    said = ["Dag allemaal!", "Dag Tuur, ben je er?", "Ja <b>hoor</b>"]
    until(lambda: home.written() == said and klas.written() == said)
    home.reads_no("wordt gestuurd…")
    shot(home.page, "home-chat")


def test_nothing_and_too_much_are_not_sent(lesson, home, klas):
    for text in ("   ", TOO_LONG):
        home.writes(text)
    home.writes("Dit wel")
    klas.reads("Dit wel")
    klas.press("Schrijven")
    shown = [text for text in klas.written() if text != "Dit wel"]
    assert all(len(text) <= 500 and text.strip() for text in shown)
