from __future__ import annotations

from tests.e2e.sides import together


def test_a_pupil_watches_first_and_then_joins(home, klas, agreed, shot):
    for side in (home, klas):
        side.open()
    home.page.get_by_role("radio", name="Eerst kijken").check()
    for side in (home, klas):
        side.press_enter()
    home.sees_and_hears()
    klas.reads("Tuur kijkt mee (niet te zien of te horen)")
    home.reads("Jij kijkt mee")
    home.reads("De klas ziet je niet")
    home.sends()
    shot(klas.page, "class-pupil-watches")
    home.press("Meedoen")
    together(home, klas)
    klas.reads_no("Tuur kijkt mee")
    home.sends("audio", "video")
    home.press_more("Alleen kijken")
    klas.reads("Tuur kijkt mee (niet te zien of te horen)")
    home.sends()
