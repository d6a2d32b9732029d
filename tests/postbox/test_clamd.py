"""ClamAV, where there is one: until it has looked nothing is handed out."""

from __future__ import annotations

import socket
import threading

import pytest

from sio.postbox import clamd
from sio.postbox.actions import check_what_waits
from sio.postbox.models import ParcelFile, Piece
from tests.postbox.conftest import PDF, content_of, form_of
from tests.postbox.virus import EICAR, running_clamd

pytestmark = pytest.mark.django_db
COMMAND = b"zINSTREAM\0"


class Scanner:
    """Speaks as clamd does: one answer for each content that contains a word."""

    def __init__(self, place):
        self.place = place
        self.answers = {b"kwaad": "stream: Kwaad-1 FOUND"}
        self.seen = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(place)
        self.listener.listen()
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while True:
            try:
                line, _address = self.listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as heard:
                assert heard.read(len(COMMAND)) == COMMAND
                content = b""
                while length := int.from_bytes(heard.read(4), "big"):
                    content += heard.read(length)
                self.seen.append(content)
                line.sendall(self.answer(content).encode() + b"\0")

    def answer(self, content):
        said = (told for word, told in self.answers.items() if word in content)
        return next(said, "stream: OK")

    def close(self):
        # Who waits in accept() is woken by it.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


@pytest.fixture
def scanner(tmp_path, settings):
    settings.CLAMD = str(tmp_path / "clamd")
    scanner = Scanner(settings.CLAMD)
    yield scanner
    scanner.close()


@pytest.fixture
def put(boxes, at_home, django_capture_on_commit_callbacks):
    """Puts files in and commits, so that the worker has done its task."""

    def put(*files):
        with django_capture_on_commit_callbacks(execute=True):
            assert at_home.post(boxes.home, form_of(*files)).status_code == 302
        return ParcelFile.objects.get()

    return put


def test_without_clamav_the_page_says_so_and_hands_out(boxes, put, in_class):
    file = put(("werk.pdf", PDF))
    assert file.verdict == "open"
    page = in_class.get(boxes.klas).content.decode()
    assert "worden hier niet nagekeken op virussen" in page
    fetched = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert content_of(fetched) == PDF


def test_what_is_clean_is_handed_out(boxes, put, in_class, scanner):
    file = put(("werk.pdf", PDF))
    assert (file.verdict, scanner.seen) == ("clean", [PDF])
    assert "We kijken elk bestand na" in in_class.get(boxes.klas).content.decode()
    fetched = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert content_of(fetched) == PDF


def test_what_is_infected_is_gone_at_once_and_both_read_why(
    boxes, put, in_class, at_home, scanner, caplog
):
    file = put(("werk.pdf", PDF + b"kwaad"))
    assert file.verdict == "infected"
    assert (file.sealed_key, Piece.objects.count()) == ("", 0)
    for client, page in ((in_class, boxes.klas), (at_home, boxes.home)):
        text = client.get(page).content.decode()
        assert "er zit een virus in" in text
        refused = client.post(f"{page}bestanden/{file.pk}/")
        assert 'data-code="postbox.held_back"' in refused.content.decode()
    assert "werk.pdf" not in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        "INSTREAM size limit exceeded. ERROR",
        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND",
    ],
)
def test_what_clamav_does_not_look_at_is_held_back(
    boxes, put, in_class, scanner, answer
):
    scanner.answers = {b"%PDF": answer}
    file = put(("werk.pdf", PDF))
    assert file.verdict == "too_large"
    refused = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert 'data-code="postbox.held_back"' in refused.content.decode()


def test_while_clamav_is_away_it_waits_and_the_clock_looks_again(
    boxes, put, in_class, settings, tmp_path
):
    settings.CLAMD = str(tmp_path / "clamd")
    file = put(("werk.pdf", PDF))
    assert file.verdict == "open"
    assert "er ligt iets klaar" not in in_class.get("/klas/").content.decode()
    assert "We kijken het nog na" in in_class.get(boxes.klas).content.decode()
    refused = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert 'data-code="postbox.not_checked"' in refused.content.decode()
    assert check_what_waits() == 0

    scanner = Scanner(settings.CLAMD)
    assert check_what_waits() == 1
    assert check_what_waits() == 0
    scanner.close()
    assert "er ligt iets klaar" in in_class.get("/klas/").content.decode()
    fetched = in_class.post(f"{boxes.klas}bestanden/{file.pk}/")
    assert content_of(fetched) == PDF


@pytest.mark.parametrize("answer", ["", "UNKNOWN COMMAND", "stream: no OK ERROR"])
def test_an_answer_that_is_none_is_no_verdict(put, scanner, answer):
    scanner.answers = {b"": answer}
    assert put(("werk.pdf", PDF)).verdict == "open"


def test_a_file_without_a_verdict_holds_up_no_other(boxes, at_home, settings, tmp_path):
    for content in (PDF + b"vreemd", PDF):
        at_home.post(boxes.home, form_of(("werk.pdf", content)))
    settings.CLAMD = str(tmp_path / "clamd")
    scanner = Scanner(settings.CLAMD)
    scanner.answers = {b"vreemd": "stream: no OK ERROR"}
    assert check_what_waits() == 2
    scanner.close()
    found = ParcelFile.objects.order_by("pk").values_list("verdict", flat=True)
    assert list(found) == ["open", "clean"]


def test_over_the_network_too(settings):
    listener = socket.create_server(("127.0.0.1", 0))
    settings.CLAMD = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()
    with pytest.raises(clamd.ClamdAway):
        clamd.look_at([b"x"])


def test_the_real_one_finds_what_it_must_find(settings, tmp_path, put, boxes, at_home):
    """Debian's clamd with a signature of our own."""
    with running_clamd(tmp_path) as place:
        settings.CLAMD = place
        assert clamd.look_at([b"niets ", b"aan de hand"]) == "clean"
        assert clamd.look_at([EICAR[:30], EICAR[30:]]) == "infected"
        assert clamd.look_at([bytes(1024)] * 2048) == "too_large"
        assert put(("werk.pdf", PDF)).verdict == "clean"
