from __future__ import annotations

from tests.e2e.sides import together


def test_the_pupil_rests_and_comes_back(lesson, home, klas, shot):
    home.press("Pauze")
    shot(home.page, "home-pause-asked")
    home.press("even rusten")
    home.reads("Jij hebt pauze: even rusten")
    klas.reads("Tuur heeft pauze: even rusten")
    home.sends()
    shot(home.page, "home-paused")
    shot(klas.page, "class-pupil-paused")
    home.page.get_by_role("button", name="Ik ben terug").first.click()
    together(home, klas)
    klas.reads_no("Tuur heeft pauze")


def test_who_thinks_better_of_it_stays(lesson, home, klas):
    home.press("Pauze")
    home.press("Geen pauze")
    together(home, klas)
    home.sends("audio", "video")
