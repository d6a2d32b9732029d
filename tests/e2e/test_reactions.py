"""Taking part without a word, and without a camera."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.axe import violations


def test_what_a_pupil_does_not_understand_stays_until_somebody_presses(
    lesson, home, klas, shot
):
    home.press("Reageren")
    shot(home.page, "home-reactions")
    assert violations(home.page) == []
    home.page.locator(".reaction", has_text="Ja").click()
    klas.reads("Ja")
    home.reads("De klas ziet: Ja")
    shot(klas.page, "class-reaction")
    home.page.wait_for_timeout(1500)
    home.page.keyboard.press("r")
    home.page.get_by_role("button", name="Ik snap het niet").press("Enter")
    klas.reads("Ik snap het niet")
    klas.comes_back()
    klas.sees()
    klas.reads("Ik snap het niet")
    assert violations(klas.page) == []
    klas.press("Gezien")
    home.reads_no("De klas ziet: Ik snap het niet")
    klas.reads_no("Ik snap het niet")


# A tone that lasts: the browser's made-up microphone beeps too shortly for a voice.
HUMS = """
  const media = navigator.mediaDevices ?? {};
  const open = media.getUserMedia?.bind(media);
  media.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    const [beep] = stream.getAudioTracks();
    if (!beep) return stream;
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 300 });
    const out = context.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    stream.removeTrack(beep);
    stream.addTrack(out.stream.getAudioTracks()[0]);
    return stream;
  };
"""


def test_a_face_instead_of_a_camera(agreed, home, klas, shot):
    home.context.add_init_script(HUMS)
    home.open()
    home.press("Kies je gezicht")
    home.press("robot")
    shot(home.page, "home-faces")
    assert violations(home.page) == []
    home.press("Klaar")
    home.page.get_by_label("Zonder camera").check()
    home.page.close()
    home.open()
    home.page.get_by_label("Zonder camera").check()
    klas.open()
    for side in (klas, home):
        side.press_enter()
    home.sees_and_hears()
    klas.hears()
    klas.reads("Tuur doet mee zonder camera")
    face = klas.page.locator(".face img")
    expect(face).to_have_attribute("src", re.compile("robot"))
    klas.reads("Tuur praat")
    home.press("Hand opsteken")
    expect(klas.page.locator(".face--hand")).to_be_visible()
    shot(klas.page, "class-face")
    assert violations(klas.page) == []
    home.sends("audio")
    home.press("Reageren")
    home.press("Kies je gezicht")
    expect(home.button("vos")).to_be_visible()
    assert violations(home.page) == []
