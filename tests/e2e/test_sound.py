"""A talk goes into the left ear of home's microphone; the class's is all silence."""

from __future__ import annotations

import math
import random
import wave
from array import array

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.browsers import launch
from tests.e2e.sides import meet, until

RATE = 48_000
TALK_S = 4
# A chime has ten thousand times as much; a silence decoded a hundredth of it.
SILENT_ENERGY = 1e-6
# Of a slider at 20: 24 dB under full scale; so is the loudest of a whisper.
CAP_20 = WHISPERED = 0.064
# Of what is played now: how loud each ear is, and the highest peak of a second.
EARS = """async () => {
  const context = (window.listening ??= new AudioContext());
  const { srcObject } = document.querySelector("sio-picture video");
  const [track] = srcObject.getAudioTracks();
  const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(splitter);
  const ears = [0, 1].map((side) => {
    const analyser = new AnalyserNode(context, { fftSize: 4096 });
    splitter.connect(analyser, side);
    return analyser;
  });
  const [loudness, peaks] = [[0, 0], [0]];
  const samples = new Float32Array(4096);
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    ears.forEach((analyser, side) => {
      analyser.getFloatTimeDomainData(samples);
      loudness[side] += Math.hypot(...samples) / 64 / 12;
      peaks.push(Math.max(...samples.map(Math.abs)));
    });
  }
  source.disconnect();
  return [...loudness, Math.max(...peaks)];
}"""


SENT = """() => window.story.peers
  .flatMap((peer) => peer.getSenders())
  .map(({ track }) => track?.kind === "audio" ? track.label : "").join("")"""


def talk():
    """Syllables of noise, four a second, as a voice goes up and down."""
    noise = random.Random(5)
    for number in range(TALK_S * RATE):
        beat = math.sin(math.pi * 4 * number / RATE) ** 2
        yield int(16_000 * beat * noise.uniform(-1, 1))


def written(path, left):
    """A stereo file with nothing in its right ear."""
    samples = array("h")
    for sample in left:
        samples.extend((sample, 0))
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return f"--use-file-for-fake-audio-capture={path}"


@pytest.fixture(scope="module")
def home_browser(playwright, tmp_path_factory):
    file = tmp_path_factory.mktemp("sound") / "talk.wav"
    browser = launch(playwright, written(file, talk()))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def class_browser(playwright, tmp_path_factory):
    file = tmp_path_factory.mktemp("silence") / "silence.wav"
    browser = launch(playwright, written(file, [0] * RATE))
    yield browser
    browser.close()


@pytest.fixture
def lesson(home, klas, agreed):
    """Nobody hears the class: it gives nothing."""
    meet(home, klas)


def opens_sound(side):
    side.page.get_by_role("button", name="Geluid", exact=True).click()


def energy(side):
    """Of all that arrived and was played."""
    return side.ask("heard()")


def test_who_is_not_heard_is_told_why(lesson, home, klas, shot):
    home.press("Micro is aan")
    home.reads("Je praat, maar je micro is uit.")
    shot(home.page, "home-muted")
    assert violations(home.page) == []
    home.press("Zet je micro aan")
    home.reads_no("Je praat, maar je micro is uit.")
    before = energy(home)
    home.press("Hand opsteken")
    klas.reads("Tuur steekt de hand op")
    assert "running" in klas.ask("rings")
    klas.press("Gezien")
    klas.reads("Er komt geen geluid uit je micro.")
    shot(klas.page, "class-silent")
    assert violations(klas.page) == []
    home.reads("Er komt geen geluid van de klas.")
    # The bells of the hand and of the echo check rang in class, and did not go out.
    assert energy(home) - before < SILENT_ENERGY
    klas.press("Oké")
    klas.reads_no("Er komt geen geluid uit je micro.")


def test_no_shout_passes_the_cap_and_the_teacher_has_a_microphone(
    lesson, home, klas, shot
):
    until(lambda: klas.page.evaluate(EARS)[2] > 0.2)
    opens_sound(klas)
    klas.page.get_by_role("meter", name="Tuur", exact=True).wait_for()
    klas.page.get_by_label("Nooit luider dan").fill("20")
    shot(klas.page, "class-sound")
    assert violations(klas.page) == []
    until(lambda: 0.01 < klas.page.evaluate(EARS)[2] < CAP_20)
    assert klas.page.evaluate(EARS)[2] < CAP_20
    # The teacher's own microphone beside the room's: both go out as one track.
    teacher = klas.page.get_by_label("Micro van de leerkracht")
    teacher.select_option(label="Fake Audio Input 2")
    until(lambda: "Destination" in klas.page.evaluate(SENT))
    teacher.select_option(label="geen")
    until(lambda: "Fake" in klas.page.evaluate(SENT))


def test_a_whisper_and_music_reach_the_class(lesson, home, klas, shot):
    home.page.keyboard.press("z")
    klas.reads("Tuur fluistert")
    until(lambda: klas.page.evaluate(EARS)[2] < WHISPERED)
    shot(klas.page, "class-whisper")
    home.press("Je fluistert")
    klas.reads_no("Tuur fluistert")
    opens_sound(home)
    home.press("Muziek laten horen")
    expect(klas.page.get_by_text("Muziek", exact=True)).to_be_visible()
    shot(home.page, "home-sound")
    assert violations(home.page) == []

    def only_left():
        left, right, _ = klas.page.evaluate(EARS)
        return left > 0.02 and right < left / 10

    until(only_left)
    home.press("Stop met muziek")
    until(lambda: klas.page.evaluate(EARS)[1] > 0.01)
