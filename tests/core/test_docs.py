"""Facts that exist twice are equal: in a document, in Python, in TypeScript."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps

from sio.core.chores import KEEP_MAILS_DAYS, KEEP_TASKS_DAYS, LATE_AFTER
from sio.core.delivery import RETRY_AFTER
from sio.core.errors import DomainError
from sio.devices.actions import KEEP_ENDED_CODES_DAYS
from sio.devices.credentials import COOKIE_DAYS, COOKIE_NAMES
from sio.lessons import protocol
from sio.lessons.actions.exceptions import KEEP_DAYS
from sio.lessons.actions.help import KEEP_QUESTIONS_DAYS, LASTS
from sio.lessons.actions.use import LONGEST
from sio.lessons.live import close
from sio.lessons.live.desk import LOOK_EVERY_S
from sio.lessons.live.endpoint import FIRST_WORD_S
from sio.lessons.live.guests import GUEST_LAPSES_MS, INVITED_LAPSES_MS
from sio.lessons.live.limits import BURST_MESSAGES, MESSAGES_PER_S
from sio.lessons.live.line import RENEW_EVERY_S
from sio.lessons.live.seats import SEAT_LAPSES_MS
from sio.lessons.turn import CREDENTIALS_LAST
from sio.postbox import limits as box
from sio.statistics.management.commands.demo import DOORS
from tests.core.imports import import_everything

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def rows(path, width):
    """The cells of every table row of at least so many columns, without headings."""
    for line in (DOCS / path).read_text().splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        is_ruler = cells and not set(cells[0]) - set("-: ")
        if len(cells) >= width and not is_ruler:
            yield cells


def named(path, pattern, width=2):
    """What stands in the first cell of a row, in `code`, in the order of the page."""
    found = (re.fullmatch(f"`({pattern})`", row[0]) for row in rows(path, width))
    return [match[1] for match in found if match]


# Settings -------------------------------------------------------------------------

READS = re.compile(
    r'(?:\benv(?:\.\w+)?|\bsecret|environ\.get)\(\s*"([A-Z_]+)"'
    r'|environ\["([A-Z_]+)"\](?! =)'
)


def variables_read():
    """Those that the product reads from its environment."""
    texts = [path.read_text() for path in (ROOT / "sio").rglob("*.py")]
    return {a or b for text in texts for a, b in READS.findall(text)}


def test_every_variable_has_its_row_and_every_row_its_variable():
    listed = named("configuration.md", "[A-Z_]+", width=4)
    assert sorted(listed) == sorted(variables_read())
    assert {"SIO_SECRET_KEY", "DATABASE_URL", "PORT"} <= set(listed)


def test_every_variable_says_what_it_is_and_gives_an_example():
    for row in rows("configuration.md", 4):
        assert all(row), row


# Codes ----------------------------------------------------------------------------


def domain_errors():
    import_everything()

    def below(kind):
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return [kind for kind in below(DomainError) if kind.__module__.startswith("sio.")]


def test_every_error_has_its_own_code():
    codes = [kind.__dict__.get("code") for kind in domain_errors()]
    assert None not in codes
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", code) for code in codes)


def test_the_code_says_which_app():
    for kind in domain_errors():
        app = kind.__module__.split(".")[1]
        is_protocol = kind.__module__ == "sio.lessons.protocol"  # both sides speak it
        prefix = "protocol" if is_protocol else app
        assert kind.code.partition(".")[0] == prefix, kind


def test_every_code_is_in_the_list_of_errors():
    listed = named("errors.md", r"[a-z]+\.[a-z_]+", width=3)
    assert listed == sorted(set(listed))
    missing = {kind.code for kind in domain_errors()} - set(listed)
    assert missing == set()


def close_codes_of_python():
    return {value for name, value in vars(close).items() if name.startswith("CLOSE_")}


def close_codes_of_protocol():
    cells = (row[0] for row in rows("protocol.md", 3))
    return {int(code) for cell in cells for code in re.findall(r"\b[14]\d{3}\b", cell)}


def test_close_codes_are_those_of_the_protocol():
    # 1012 is sent by the server itself as it stops.
    assert close_codes_of_protocol() == close_codes_of_python() | {1012}


def test_the_front_end_knows_every_close_code_of_ours():
    text = (ROOT / "frontend/src/live/reconnect.ts").read_text()
    known = {int(code) for code in re.findall(r"\b4[0-9]{3}\b", text)}
    # What is not named comes back with back-off: too slow or silent.
    ours = {code for code in close_codes_of_python() if code >= 4000}
    assert ours - known == {close.CLOSE_SILENT_OR_SLOW}


# Figures --------------------------------------------------------------------------


def constant(path, name):
    """A number in TypeScript: `const NAME = 2_500_000`."""
    text = (ROOT / "frontend/src" / path).read_text()
    match = re.search(rf"\b{name} = ([\d_]+)", text)
    assert match, name
    return int(match[1].replace("_", ""))


@pytest.mark.parametrize(
    ("name", "mbps"), [("START_KBPS", "1.2"), ("MAX_VIDEO_BPS", "2.5")]
)
def test_the_school_reads_the_bandwidth_that_the_product_keeps_to(name, mbps):
    value = constant("live/tuning.ts", name)
    unit = 1_000 if name.endswith("KBPS") else 1_000_000
    assert value / unit == float(mbps)
    assert f"{mbps} Mbit/s" in (DOCS / "network.md").read_text()


# What is kept ---------------------------------------------------------------------

# Tables of Django without a word about anybody.
IMPERSONAL = {"contenttypes.ContentType", "auth.Permission", "auth.Group"}
IMPERSONAL |= {"account.EmailConfirmation"}  # no mail of ours needs one


def words_of(path):
    """Everything that stands in `code` in the rows of a page."""
    cells = (cell for row in rows(path, 3) for cell in row)
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_every_table_has_its_row_in_the_privacy_page():
    said = words_of("privacy.md")
    labels = {model._meta.label for model in apps.get_models()} - IMPERSONAL
    assert "lessons.Use" in labels & said
    short = {label for label in labels if label.partition(".")[2] in said}
    assert labels - said - short == set()


@pytest.mark.parametrize("path", ["privacy.md", "glossary.md"])
def test_no_row_stands_there_twice_and_says_something_else(path):
    """As when two wrote a row anew at once: the older would stay and be believed."""
    names = [row[0].partition(":")[0].strip() for row in rows(path, 3)]
    heads = {"", "Dutch"}
    twice = {word for word in names if names.count(word) > 1} - heads
    assert twice == set()


def test_the_privacy_page_names_every_cookie(settings):
    names = {*COOKIE_NAMES.values(), settings.SESSION_COOKIE_NAME}
    names |= {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"}
    assert names - words_of("privacy.md") == set()


def test_documents_link_to_files_that_exist():
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("deploy/*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
    ]
    assert len(links) > 20
    assert [pair for pair in links if not (pair[0].parent / pair[1]).exists()] == []


def test_documents_name_tests_that_exist():
    said = " ".join(page.read_text() for page in [*DOCS.rglob("*.md")])
    named_tests = set(re.findall(r"`(tests/[\w/*.]+)`", said))
    assert len(named_tests) > 2
    assert {name for name in named_tests if not any(ROOT.glob(name))} == set()


def test_the_first_page_names_every_door_of_the_demo():
    """In the table, by the word that `make demo` prints before its link."""
    text = (ROOT / "README.md").read_text()
    rows_of_doors = re.findall(r"^\| ([^|]+) \|[^|]+\|[^|]+\|$", text, re.MULTILINE)
    doors = set(re.findall(r"`([a-z]+)`", " ".join(rows_of_doors)))
    assert doors == set(DOORS)


# The call lists of ARCHITECTURE.md ---------------------------------------------------


def test_the_call_lists_name_what_exists():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    steps = re.findall(r"^  ((?:sio|frontend)/\S+)\s+(\w+)", text, re.MULTILINE)
    assert len(steps) > 20
    missing = [(path, name) for path, name in steps if not defines(path, name)]
    assert missing == []


def defines(path, name):
    """Whether the file has a function or method of that name."""
    file = ROOT / path
    pattern = rf"(?:def|function) {name}\b|^  (?:private |async )*{name}\("
    return file.exists() and re.search(pattern, file.read_text(), re.MULTILINE)


def test_the_map_names_every_app_and_directory():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    folders = {path.parent.name for path in ROOT.glob("sio/*/__init__.py")}
    folders |= {path.name for path in ROOT.glob("frontend/src/*") if path.is_dir()}
    not_named = {name for name in folders - {"shared"} if f"{name}/" not in text}
    assert not_named == set()


def test_the_architecture_is_three_pages_at_most():
    lines = (ROOT / "ARCHITECTURE.md").read_text().splitlines()
    assert len(lines) <= 150  # fifty lines a page


# Limits ------------------------------------------------------------------------------


def minutes(length):
    return length // timedelta(minutes=1)


def hours(length):
    return length // timedelta(hours=1)


LIMITS = [
    (f"at most {protocol.MAX_BYTES // 1024} KiB (`signal`)", "protocol.md"),
    (f'"ping_ms": {protocol.PING_MS}, "dead_ms": {protocol.DEAD_MS}', "protocol.md"),
    (f"seat lapses {SEAT_LAPSES_MS // 1000} s after", "protocol.md"),
    (f"visit lapses {INVITED_LAPSES_MS // 1000} s after it was asked", "protocol.md"),
    (f"and {GUEST_LAPSES_MS // 1000} s after it was let in", "protocol.md"),
    (f"Every {RENEW_EVERY_S:.0f} s the server reads", "protocol.md"),
    (f"over {BURST_MESSAGES} at once or {MESSAGES_PER_S} a second", "protocol.md"),
    (f"first, within {FIRST_WORD_S:.0f} s", "protocol.md"),
    (f"length over {LONGEST // timedelta(hours=1)} hours", "protocol.md"),
    (f"Lapses {SEAT_LAPSES_MS // 1000} seconds after", "privacy.md"),
    (f"{KEEP_ENDED_CODES_DAYS} days after the end | `manage.py", "privacy.md"),
    (f"{KEEP_QUESTIONS_DAYS} days after the end | `manage.py", "privacy.md"),
    (f"by itself after {minutes(LASTS)} minutes", "protocol.md"),
    (f"every {LOOK_EVERY_S:.0f} s; who sees figures", "protocol.md"),
    (f"{KEEP_DAYS} days after the end of the school year", "privacy.md"),
    (f"the rest {KEEP_MAILS_DAYS} days from when it was written", "privacy.md"),
    (f"{KEEP_TASKS_DAYS} day after they are done", "privacy.md"),
    (f"late after {minutes(LATE_AFTER)} minutes", "operations.md"),
    (
        f"again after {minutes(RETRY_AFTER[0])}, {minutes(RETRY_AFTER[1])} and "
        f"{minutes(RETRY_AFTER[2])} minutes, {hours(RETRY_AFTER[3])}, "
        f"{hours(RETRY_AFTER[4])} and {hours(RETRY_AFTER[5])} hours, and twice after a "
        f"day: some {round(sum(RETRY_AFTER, timedelta()) / timedelta(days=1))} days",
        "operations.md",
    ),
    (f"{box.KEEP_PICKED_UP.days} days after it was picked up", "privacy.md"),
    (f"{box.KEEP_PUT_IN.days} days after it was put in", "privacy.md"),
    (f"holds {box.BOX_BYTES // box.MB} MB at most", "operations.md"),
    (f"a day {box.DAY_BYTES // box.MB} MB per side", "operations.md"),
    (f"more than {box.DAY_PARCELS} parcels", "errors.md"),
    (f"larger than {box.FILE_BYTES // box.MB} MB, or all", "errors.md"),
    (f"{COOKIE_DAYS} days from the last visit", "privacy.md"),
    (f"after {CREDENTIALS_LAST // timedelta(hours=1)} hours", "operations.md"),
]


@pytest.mark.parametrize(("words", "page"), LIMITS)
def test_a_page_gives_the_limit_that_the_product_keeps_to(words, page):
    text = " ".join((DOCS / page).read_text().split())
    assert words in text
