"""Our own server is taken over, and tries to step in between the two browsers."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.e2e.liar import Impostor, LyingServer
from tests.e2e.sides import meet, together, until

UNPROVEN = "We kunnen niet nagaan wie er aan de andere kant is."
CHANGED = "Het toestel van de klas is een ander dan vorige keer."
NO_SYMBOLS = "De drie tekens komen niet door."
YES = "Ja, de tekens zijn dezelfde"
INSIDE = ["169.254.169.254", "0.0.0.0", "fe80::1", "intranet.school.be"]
MOST_ADDRESSES = 200
ALL_DRAWN = """() => {
  const drawings = [...document.querySelectorAll(".stage__over .symbol__picture use")];
  return drawings.length && drawings.every((one) => one.getBBox().width > 10);
}"""
FINGERPRINT = re.compile(r"(a=fingerprint:sha-256 )..:..")


@pytest.fixture
def liar(home, klas, agreed):
    return LyingServer(home, klas)


def both_press(home, klas):
    for side in (home, klas):
        side.open()
    for side in (klas, home):
        side.press_enter()


def symbols(side):
    """What stands under the three pictures."""
    side.page.locator(".stage .symbol__word").nth(2).wait_for()
    side.page.wait_for_function(ALL_DRAWN)
    return side.page.locator(".stage__over .symbol__word").all_inner_texts()


def connected(side):
    return side.ask(
        "peers.filter((peer) => peer.connectionState === 'connected').length"
    )


def is_kept_out(home):
    home.reads(UNPROVEN)
    home.reads("Code voor de helpdesk: trust.unproven")
    assert connected(home) == 0


def other_fingerprint(side, signal):
    if side == "class" and "description" in signal:
        sdp = FINGERPRINT.sub(r"\1AB:CD", signal["description"]["sdp"])
        signal["description"]["sdp"] = sdp
    return [signal]


def no_proof(side, signal):
    return [{key: signal[key] for key in signal if key != "proof"}]


@pytest.mark.parametrize("lie", [other_fingerprint, no_proof])
def test_a_description_that_is_not_theirs_connects_nobody(home, klas, liar, lie, shot):
    liar.lie = lie
    both_press(home, klas)
    is_kept_out(home)
    shot(home.page, "trust-unproven")


def test_a_flood_of_addresses_and_a_megabyte_are_passed_over(home, klas, liar):
    def flooded(side, signal):
        other = "class" if side == "home" else "home"
        about = {key: signal[key] for key in ("call", "to") if key in signal}
        for number in range(20):
            call = {"call": str(uuid4())} if number % 2 else {}
            made = [candidate(address) for address in INSIDE * 25]
            liar.tell(other, about | call | {"candidates": made})
        big = {"type": "offer", "sdp": "v=0\r\n" + "a=x\r\n" * 200_000}
        liar.tell(other, signal | {"description": big})
        return [signal]

    liar.lie = flooded
    both_press(home, klas)
    together(home, klas)
    for side in (home, klas):
        known = side.ask("addresses()")
        assert 0 < len(known) <= MOST_ADDRESSES
        assert not set(INSIDE) & set(known)


def candidate(address):
    text = f"candidate:1 1 udp 2113937151 {address} 50000 typ host"
    return {"candidate": text, "sdpMid": "0", "sdpMLineIndex": 0}


def test_an_offer_of_yesterday_connects_nobody(home, klas, liar):
    both_press(home, klas)
    together(home, klas)
    old = next(
        signal for side, signal in liar.seen if side == "class" and "offer" in signal
    )

    def replayed(side, signal):
        is_offer = side == "class" and "description" in signal
        return [old | {"to": signal["to"]}] if is_offer else [signal]

    liar.lie = replayed
    for side in (home, klas):
        side.comes_back()
    is_kept_out(home)


def test_a_key_of_its_own_is_seen_once_the_other_was_compared(
    home, klas, liar, traject, shot
):
    both_press(home, klas)
    together(home, klas)
    assert symbols(home) == symbols(klas)
    for side in (home, klas):
        side.press(YES)
        side.reads_no("Vergelijk even de drie tekens")
    liar.lie = Impostor(liar, f"traject-{traject.pk}").lie
    for side in (home, klas):
        side.comes_back()
    home.reads(CHANGED)
    assert symbols(home) != symbols(klas)
    shot(home.page, "trust-changed")
    home.press("Nee")
    home.reads("De tekens waren niet dezelfde.")
    home.reads("Code voor de helpdesk: trust.refused")
    until(lambda: connected(home) == 0)


def test_who_lies_from_the_first_meeting_on_is_found_by_the_symbols(
    home, klas, liar, traject, shot
):
    liar.lie = Impostor(liar, f"traject-{traject.pk}").lie
    both_press(home, klas)
    for side in (home, klas):
        side.reads("Vergelijk even de drie tekens")
    assert symbols(home) != symbols(klas)
    shot(home.page, "trust-first")
    shot(klas.page, "trust-first-class")
    klas.press("Nee")
    klas.reads("De tekens waren niet dezelfde.")
    home.reads("De klas heeft de les gestopt")
    until(lambda: connected(klas) == 0)


def test_who_keeps_the_symbols_back_is_seen_by_that(home, klas, liar, traject, shot):
    impostor = Impostor(liar, f"traject-{traject.pk}")
    liar.lie = lambda *said: [] if "compare" in said[1] else impostor.lie(*said)
    both_press(home, klas)
    together(home, klas)
    for side in (home, klas):
        side.reads(NO_SYMBOLS)
        side.reads("Code voor de helpdesk: trust.no_symbols")
    shot(home.page, "trust-no-symbols")
    shot(klas.page, "trust-no-symbols-class")


def test_a_browser_without_a_disk_is_a_new_device_each_time(home, klas, agreed):
    home.context.add_init_script(
        "Object.defineProperty(window, 'indexedDB', {get() { throw new Error('no'); }})"
    )
    meet(home, klas)
    home.comes_back()
    klas.reads("Het toestel van Tuur is een ander dan vorige keer.")
    klas.press(YES)
    together(home, klas)
