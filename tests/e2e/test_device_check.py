"""The device check on /test/, in a browser with a made-up camera and microphone."""

from __future__ import annotations

import re
import wave

import pytest
from playwright.sync_api import expect

from sio.lessons.check import decode
from tests.e2e.axe import violations
from tests.e2e.browsers import launch
from tests.e2e.checking import skip_to_line, start, verdict, ways
from tests.e2e.server import free_port
from tests.e2e.sides import ClassWindow, HomeWindow, Person
from tests.e2e.turn import SECRET, EveryWay

SIZES = {
    "tablet": {"width": 1024, "height": 768},
    "chromebook": {"width": 1366, "height": 768},
    "phone": {"width": 390, "height": 844},
}


@pytest.fixture
def turn(tmp_path):
    turn = EveryWay(tmp_path, free_port()).start()
    yield turn
    turn.stop()


@pytest.fixture(scope="module")
def trusting_browser(playwright):
    """Takes the relay's own certificate."""
    browser = launch(playwright, "--ignore-certificate-errors")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def bare_browser(playwright):
    """On a machine without camera, microphone and loudspeaker."""
    browser = launch(playwright, devices=False)
    yield browser
    browser.close()


@pytest.fixture
def open_check(open_window, server):
    """Opens /test/ as this device, or as a stranger."""

    def open_check(browser, device=None, **options):
        kinds = {"home": HomeWindow, "class": ClassWindow}
        kind = kinds[device.side] if device else Person
        window = open_window(kind, browser, server.url, **options)
        if device:
            window.is_device(device)
        window.permit("camera", "microphone")
        return window

    return open_check


def camera_and_microphone_work(window):
    window.reads("De camera werkt.")
    window.press("Volgende")
    window.reads("We horen je!")
    window.press("Volgende")


def hears_the_sound(window):
    window.press("Speel een geluidje")
    window.press("Ja, ik hoor het")


def code(window):
    return window.page.locator(".code [aria-hidden]").inner_text()


class TestAllWorks:
    @pytest.fixture
    def settings_of_server(self, turn):
        return turn.settings

    def test_the_helpdesk_reads_what_a_pupil_saw(
        self, open_check, trusting_browser, home_device, grown_up, hans, shot
    ):
        window = open_check(trusting_browser, home_device)
        start(window)
        camera_and_microphone_work(window)
        hears_the_sound(window)
        sentence = verdict(window)
        assert violations(window.page) == []
        shot(window.page, "check-all-works")
        assert [re.sub(r" [\d,]+ .*", "", line) for line in ways(window)] == [
            "Rechtstreeks In orde Rechtstreeks verbinden kan.",
            "Omweg over UDP In orde Deze omweg werkt.",
            "Omweg over TCP In orde Deze omweg werkt.",
            "Omweg over TLS In orde Deze omweg werkt.",
        ]
        outcomes = decode(code(window))
        # How fast this very machine is now, is not the story's.
        line = {outcomes.pop(part) for part in ("bandwidth", "loss", "delay")}
        assert "unknown" not in line
        assert set(outcomes.values()) == {"home", "works"}
        desk = grown_up(hans)
        desk.open("/testcode/")
        desk.fills("Testcode", code(window).lower())
        desk.press("Lees de code")
        desk.reads(sentence)
        desk.reads("Toestel: Thuis")
        assert violations(desk.page) == []
        shot(desk.page, "check-testcode")


class TestFirewall:
    @pytest.fixture
    def settings_of_server(self, turn):
        """UDP and TLS go to ports where nobody listens."""
        urls = turn.urls
        udp = urls["udp"].replace(str(turn.port), str(free_port()))
        tls = urls["tls"].replace(str(turn.tls_port), str(free_port()))
        urls = ",".join([udp, urls["tcp"], tls])
        return {"SIO_TURN_URLS": urls, "SIO_TURN_SECRET": SECRET}

    def test_a_detour_is_found_and_who_runs_the_network_is_named(
        self, open_check, home_browser, class_device, shot
    ):
        window = open_check(home_browser, class_device)
        start(window)
        skip_to_line(window)
        assert verdict(window) == "Je kan meedoen met de les. Iets kan nog beter."
        window.reads("De verbinding werkt, langs een omweg.")
        window.reads("De ICT-coördinator van de school kan helpen.")
        assert [re.sub(r" [\d,]+ .*", "", line) for line in ways(window)] == [
            "Rechtstreeks Let op Het netwerk antwoordt niet op rechtstreeks verkeer.",
            "Omweg over UDP Let op Deze omweg wordt tegengehouden.",
            "Omweg over TCP In orde Deze omweg werkt.",
            "Omweg over TLS Let op Deze omweg wordt tegengehouden.",
        ]
        shot(window.page, "check-firewall")


class TestWrongSecret:
    @pytest.fixture
    def settings_of_server(self, turn):
        return turn.settings | {
            "SIO_TURN_SECRET": "not-the-secret-of-the-relay",
            "SIO_ICE_TRANSPORT_POLICY": "relay",
        }

    def test_a_relay_that_lets_nobody_in_does_not_pass(
        self, open_check, trusting_browser, home_device
    ):
        window = open_check(trusting_browser, home_device)
        start(window)
        skip_to_line(window)
        window.reads("Er is geen weg naar buiten.")
        assert verdict(window).startswith("Zo lukt een les nog niet.")


@pytest.mark.parametrize("size", SIZES)
def test_every_step_fits_on_the_screen(
    size, open_check, home_browser, class_device, shot
):
    window = open_check(home_browser, class_device, viewport=SIZES[size])
    window.open("/test/")
    at_hand(window, "Start de test")
    shot(window.page, f"check-start-{size}")
    window.press("Start de test")
    window.reads("De camera werkt.")
    at_hand(window, "Volgende")
    shot(window.page, f"check-camera-{size}")
    window.press("Volgende")
    window.reads("We horen je!")
    at_hand(window, "Volgende")
    shot(window.page, f"check-microphone-{size}")
    window.press("Volgende")
    at_hand(window, "Speel een geluidje")
    shot(window.page, f"check-speaker-{size}")
    window.press("Speel een geluidje")
    at_hand(window, "Ja, ik hoor het", "Nee")
    shot(window.page, f"check-heard-{size}")
    window.press("Ja, ik hoor het")
    assert verdict(window) == "Je kan meedoen met de les. Iets kan nog beter."
    window.reads("Voor strenge netwerken")
    assert violations(window.page) == []
    shot(window.page, f"check-result-{size}")


def at_hand(window, *names):
    """On the screen without scrolling, and nothing sticks out."""
    for name in names:
        expect(window.button(name)).to_be_in_viewport(ratio=1)
    wide = window.page.evaluate(
        "() => document.documentElement.scrollWidth - window.innerWidth"
    )
    assert wide <= 0, f"{wide} px too wide"


def test_permission_refused_says_where_to_allow_it(
    open_check, home_browser, home_device
):
    window = open_check(home_browser, home_device)
    window.refuse("camera", "microphone")
    start(window)
    window.reads("De camera mag niet gebruikt worden.")
    window.reads("Druk op het slotje naast het adres en zet de camera op “Toestaan”.")
    assert violations(window.page) == []
    window.press("Ga toch verder")
    window.reads("De microfoon mag niet gebruikt worden.")
    window.permit("camera", "microphone")
    window.press("Probeer opnieuw")
    window.reads("We horen je!")


def test_a_machine_without_camera_and_microphone(
    open_check, bare_browser, class_device
):
    window = open_check(bare_browser, class_device)
    start(window)
    window.reads("We vinden geen camera.")
    window.press("Ga toch verder")
    window.reads("We vinden geen microfoon.")
    window.press("Ga toch verder")
    window.press("Speel een geluidje")
    window.press("Nee")
    window.reads("Het testgeluid was niet te horen.")
    window.press("Ga toch verder")
    assert verdict(window).startswith("Zo lukt een les nog niet.")
    window.reads("Je juf of meester kan helpen.")


BUSY_AND_MUTE = """
const refusal = (name) => Promise.reject(new DOMException("", name));
const devices = navigator.mediaDevices ?? {};
devices.getUserMedia = () => refusal("NotReadableError");
HTMLAudioElement.prototype.play = () => refusal("NotAllowedError");
"""


def test_camera_in_use_and_sound_held_back_by_the_browser(
    open_check, home_browser, home_device
):
    window = open_check(home_browser, home_device)
    window.context.add_init_script(BUSY_AND_MUTE)
    start(window)
    window.reads("De camera is bezet.")
    window.press("Ga toch verder")
    window.reads("De microfoon is bezet.")
    window.press("Ga toch verder")
    window.press("Speel een geluidje")
    window.reads("De browser hield het geluid tegen.")
    window.press("Ga toch verder")
    assert verdict(window).startswith("Zo lukt een les nog niet.")


@pytest.fixture
def dark_and_silent_browser(playwright, tmp_path):
    """A lid on the camera, and a microphone that is switched off."""
    width, height, frames = 64, 48, 10
    black = b"\x10" * (width * height) + b"\x80" * (width * height // 2)
    video, sound = tmp_path / "black.y4m", tmp_path / "silence.wav"
    head = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420mpeg2\n".encode()
    video.write_bytes(head + (b"FRAME\n" + black) * frames)
    with wave.open(str(sound), "wb") as silence:
        silence.setparams((1, 2, 48_000, 0, "NONE", ""))
        silence.writeframes(bytes(2 * 48_000))
    browser = launch(
        playwright,
        f"--use-file-for-fake-video-capture={video}",
        f"--use-file-for-fake-audio-capture={sound}",
    )
    yield browser
    browser.close()


def test_a_black_picture_and_silence_are_noticed(
    open_check, dark_and_silent_browser, home_device
):
    window = open_check(dark_and_silent_browser, home_device)
    start(window)
    window.reads("De camera werkt, maar het beeld is zwart.")
    window.reads("Schuif het klepje voor de camera open")
    window.press("Ga toch verder")
    heard_nothing = window.page.locator(".notice", has_text="De microfoon hoort niets.")
    expect(heard_nothing).to_be_visible()


def test_a_stranger_tests_all_but_the_line(open_check, home_browser):
    window = open_check(home_browser)
    start(window)
    camera_and_microphone_work(window)
    hears_the_sound(window)
    assert verdict(window).startswith("Dit werkt! Koppel nu het toestel")
    window.reads("De verbinding testen we zodra dit toestel gekoppeld is.")
    assert window.page.evaluate("() => window.story.peers.length") == 0


def test_a_browser_without_calls_is_named(open_check, home_browser, home_device):
    window = open_check(home_browser, home_device)
    window.context.add_init_script("delete window.RTCPeerConnection;")
    start(window)
    assert verdict(window).startswith("Zo lukt een les nog niet.")
    window.reads("Met deze browser lukt een les niet.")


class TestInsecureOrigin:
    @pytest.fixture
    def settings_of_server(self):
        return {"SIO_HOSTS": "school.test"}

    @pytest.fixture
    def mapped_browser(self, playwright):
        """For it the server is another machine, reached without https."""
        rules = "--host-resolver-rules=MAP school.test 127.0.0.1"
        browser = launch(playwright, rules)
        yield browser
        browser.close()

    def test_an_address_without_https_is_named(
        self, open_window, mapped_browser, server
    ):
        url = server.url.replace("127.0.0.1", "school.test")
        window = open_window(Person, mapped_browser, url)
        window.allow("Cross-Origin-Opener-Policy header has been ignored")
        start(window)
        assert verdict(window).startswith("Zo lukt een les nog niet.")
        window.reads("Dit adres is niet beveiligd.")
        window.reads("Open deze pagina met een adres dat begint met https://.")
