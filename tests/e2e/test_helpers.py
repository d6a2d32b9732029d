"""Classmates' names stay on the class's device, whatever is done with them."""

from __future__ import annotations

from playwright.sync_api import expect

from sio.lessons import actions
from tests.e2e.axe import violations
from tests.e2e.sides import meet

# No word of the page or of a message holds one of these by accident.
NAMES = ["Ixchel", "Quirijn", "Zoubeida"]


def listen(klas):
    """All that leaves this browser, as text: requests, sockets, the line itself."""
    heard = []
    klas.context.add_init_script("""
      window.told = [];
      const send = RTCDataChannel.prototype.send;
      RTCDataChannel.prototype.send = function (body) {
        if (typeof body === "string") window.told.push(body);
        return send.call(this, body);
      };""")
    klas.context.on(
        "request", lambda one: heard.append(f"{one.url} {one.post_data or ''}")
    )
    klas.context.on("console", lambda one: heard.append(one.text))
    klas.context.on("page", lambda page: page.on("websocket", of_socket(heard)))
    return heard


def of_socket(heard):
    def listen(socket):
        socket.on("framesent", lambda frame: heard.append(str(frame)))

    return listen


def looks_at_every_part(klas, shot):
    """What can be changed stands folded: names, tasks, the lamp."""
    shot(klas.page, "class-helpers")
    for part in klas.page.locator("sio-helpers summary").all():
        part.click()
    assert violations(klas.page) == []


def test_names_of_classmates_never_leave_the_device(
    agreed, home, klas, class_device, carla, shot
):
    heard = listen(klas)
    klas.open()
    klas.press("Buddy van de dag kiezen")
    klas.page.get_by_label("Voornamen van klasgenoten").fill(", ".join(NAMES))
    klas.press("Zet erbij")
    looks_at_every_part(klas, shot)
    klas.page.emulate_media(media="print")
    expect(klas.page.locator(".helpers-sheet")).to_be_visible()
    expect(klas.page.locator(".helpers-sheet tbody tr")).to_have_count(5)
    klas.page.pdf(path="test-results/helpers.pdf", prefer_css_page_size=True)
    shot(klas.page, "class-helpers-paper")
    klas.page.emulate_media(media="screen")
    klas.press(NAMES[0])
    klas.press("Klaar")
    klas.reads(NAMES[1])
    klas.page.close()
    meet(home, klas)
    home.press("Hand opsteken")
    klas.reads("let op het handje")
    home.writes("Dag")
    klas.reads("Dag")
    heard += klas.page.evaluate("() => window.told")
    assert len(heard) > 10
    assert [text for text in heard if any(name in text for name in NAMES)] == []
    actions.unpair_device(device=class_device, by=carla)
    klas.allow("status of 403")
    klas.page.goto("/klas/")
    klas.reads("Dit toestel kennen we nog niet")
    kept = klas.page.evaluate("() => JSON.stringify({...localStorage})")
    assert [name for name in NAMES if name in kept] == []
