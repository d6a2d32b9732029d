"""Which pages of the office are measured, for whom, and how long each may take."""

from __future__ import annotations

from dataclasses import dataclass

LIST_MS, TODAY_MS = 200, 150  # of the p95


@dataclass(frozen=True)
class Page:
    """One figure: addresses that take turns, seen by one kind of person."""

    name: str
    who: str
    paths: tuple[str, ...]
    limit: int = LIST_MS
    is_part: bool = False  # as htmx asks for it while one types


def _search(path: str) -> tuple[str, ...]:
    """2, 3 and 8 letters, two words, and what nobody is called."""
    return tuple(f"{path}{word}" for word in SEARCHES)


SEARCHES = ("ja", "pee", "timmerma", "noor+jacobs", "xqz", "zoe")
SCHOOLS = ("si", "geb", "regenboo", "sint+gent", "9000", "xqz")
# All that runs stands still: some 1,000 files.
BULK = "/samen-verplaatsen/nieuw/?states=active&states=ending&to=paused"
PAGES = (
    Page("office_list_ms", "coordinator", ("/trajecten/",)),
    Page("office_list_deep_ms", "coordinator", ("/trajecten/?blad=20",)),
    Page("office_list_last_ms", "coordinator", ("/trajecten/?blad=100000",)),
    Page("office_list_own_ms", "consultant", ("/trajecten/", "/trajecten/?blad=9")),
    Page("office_list_helpdesk_ms", "helpdesk", ("/trajecten/",)),
    Page("office_search_ms", "coordinator", _search("/trajecten/?zoek="), is_part=True),
    Page(
        "office_search_own_ms", "consultant", _search("/trajecten/?zoek="), is_part=True
    ),
    Page("office_search_helpdesk_ms", "helpdesk", _search("/trajecten/?zoek=")),
    Page("office_schools_ms", "coordinator", ("/scholen/", "/scholen/?blad=20")),
    Page(
        "office_school_search_ms",
        "coordinator",
        tuple(f"/scholen/?q={word}" for word in SCHOOLS),
        is_part=True,
    ),
    Page(
        "public_school_search_ms",
        "nobody",
        tuple(f"/scholen/zoek/?q={word}" for word in SCHOOLS),
        is_part=True,
    ),
    Page("office_today_ms", "consultant", ("/vandaag/",), TODAY_MS),
    Page("office_today_group_ms", "consultant", ("/vandaag/?groep=contact",), TODAY_MS),
    Page("office_today_all_ms", "coordinator", ("/vandaag/",), TODAY_MS),
    Page(
        "office_today_all_group_ms",
        "coordinator",
        ("/vandaag/?groep=contact", "/vandaag/?groep=decision&blad=5"),
        TODAY_MS,
    ),
    Page("office_put_off_ms", "coordinator", ("/vandaag/uitgesteld/",)),
    Page("office_waiting_ms", "coordinator", ("/wachtlijst/",)),
    Page("office_waiting_own_ms", "consultant", ("/wachtlijst/",)),
    Page("office_contact_figures_ms", "coordinator", ("/cijfers/contact/",)),
    Page("office_enquiry_figures_ms", "coordinator", ("/vragen/cijfers/",)),
    Page("office_windows_ms", "coordinator", ("/aanvraagperiodes/",)),
    Page("office_round_ms", "coordinator", ("/bevragingen/{round}/",)),
    Page("office_round_calls_ms", "coordinator", ("/bevragingen/{round}/bellijst/",)),
    Page(
        "office_round_calls_own_ms", "consultant", ("/bevragingen/{round}/bellijst/",)
    ),
    Page("office_bulk_preview_ms", "coordinator", (BULK,)),
    Page("office_file_ms", "consultant", ("/trajecten/{file}/",)),
    Page("office_openings_ms", "consultant", ("/trajecten/{file}/inzage/",)),
    Page(
        "office_access_review_ms",
        "privacy",
        (
            "/inzage/dossier/?number={file}",
            "/inzage/persoon/?number={person}",
            "/inzage/dag/?day={day}",
        ),
    ),
)
