"""The office: where a person's roles lead, in the header, on /beheer/, after log-in.

The one list of its entries. An entry whose address does not exist is left out, so
that a part of the product can be taken away without a dead link.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sio.accounts.models import Role
from sio.accounts.rules import (
    is_staff,
    may_be_absent,
    may_handle_post,
    may_manage_people,
    may_read_releases,
    may_review_access,
)
from sio.casework.rules import (
    may_hand_over,
    may_move_many,
    may_retire,
    may_see_figures,
    may_see_rounds,
    may_see_today,
)
from sio.intake.rules import may_count_enquiries, may_see_windows
from sio.lessons.rules import is_helpdesk
from sio.schools.rules import may_manage_regions, may_manage_schools, may_see_schools
from sio.trajects.rules import MAY_BREAK_GLASS, may_review, may_start

Roles = AbstractSet[str]
Words = str | Promise

TODAY = "casework:today"
FIGURES = "statistics:releases"
TRAJECTS = "trajects:list"
OFFICE = "casework:office"
SAFETY = "mfa_index"
ACCESS = "access"


def coordinates(roles: Roles) -> bool:
    """The coordinator."""
    return Role.Kind.COORDINATOR in roles


def may_break_glass(roles: Roles) -> bool:
    """Opening one file in an emergency: consultants and the helpdesk."""
    return bool(roles & MAY_BREAK_GLASS)


def makes_figures_alone(roles: Roles) -> bool:
    """Whoever holds no other role than policy: sees no file, only figures."""
    return roles == {Role.Kind.POLICY}


def looks_after_privacy_alone(roles: Roles) -> bool:
    """Whoever holds no other role than privacy: sees no file, only the log."""
    return roles == {Role.Kind.PRIVACY}


@dataclass(frozen=True)
class Entry:
    """One thing to go to: the name of its address, its words, and for whom it is."""

    name: str
    title: Words
    sentence: Words
    icon: str
    may: Callable[[Roles], bool]

    @property
    def address(self) -> str:
        return reverse(self.name)


@dataclass(frozen=True)
class Group:
    """Entries that belong together: one card."""

    slug: str
    title: Words
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class MenuItem:
    """One tab of the header; `current` is the value of aria-current."""

    name: str
    title: Words
    icon: str
    address: str
    current: str


GROUPS: tuple[Group, ...] = (
    Group(
        "requests",
        _("Aanvragen"),
        (
            Entry(
                "casework:windows",
                _("Aanvraagperiodes"),
                _("Zet een schooljaar open of dicht, en zeg waarom."),
                "door-open",
                may_see_windows,
            ),
            Entry(
                "casework:waiting",
                _("Wachtlijst"),
                _("Wie wacht, in welke volgorde, en waarom."),
                "hourglass",
                may_start,
            ),
            Entry(
                "intake:enquiries",
                _("Vragen tellen"),
                _("Tel wat mensen vragen, zonder namen."),
                "circle-question-mark",
                may_count_enquiries,
            ),
        ),
    ),
    Group(
        "work",
        _("Werk"),
        (
            Entry(
                "casework:rounds",
                _("Bevragingen"),
                _("Bel alle gezinnen met dezelfde vragen."),
                "phone",
                may_see_rounds,
            ),
            Entry(
                "casework:bulk_moves",
                _("Samen verplaatsen"),
                _("Zet ze samen stil of weer aan, met één reden."),
                "copy",
                may_move_many,
            ),
            Entry(
                "casework:hand_over",
                _("Overdracht"),
                _("Geef dossiers van de ene consulent aan een andere."),
                "arrow-right",
                may_hand_over,
            ),
            Entry(
                "casework:contact_figures",
                _("Cijfers"),
                _("Hoeveel gezinnen en scholen we binnen vijf dagen belden."),
                "chart-column",
                may_see_figures,
            ),
            Entry(
                "post",
                _("Post"),
                _("Mails die niet vertrokken, en adressen waarvan mail terugkomt."),
                "send",
                may_handle_post,
            ),
        ),
    ),
    Group(
        "figures",
        _("Cijfers"),
        (
            Entry(
                FIGURES,
                _("Uitgaven"),
                _("Antwoorden met cijfers: opmaken, nalezen, ondertekenen."),
                "chart-column",
                may_read_releases,
            ),
        ),
    ),
    Group(
        "places",
        _("Scholen en plaatsen"),
        (
            Entry(
                "schools:list",
                _("Scholen"),
                _("Scholen, hun vestigingen en wie er contact is."),
                "school",
                may_see_schools,
            ),
            Entry(
                "schools:regions",
                _("Regio's"),
                _("Welke consulent voor welke streek zorgt."),
                "map-pin",
                may_manage_regions,
            ),
            Entry(
                "schools:holidays",
                _("Vakantiedagen"),
                _("Dagen zonder school."),
                "calendar",
                may_manage_schools,
            ),
            Entry(
                "schools:closing_days",
                _("Sluitingsdagen"),
                _("Dagen waarop wij zelf dicht zijn."),
                "calendar-x",
                may_manage_schools,
            ),
        ),
    ),
    Group(
        "people",
        _("Mensen"),
        (
            Entry(
                "staff",
                _("Medewerkers"),
                _("Wie bij ons werkt, en met welke rol."),
                "users",
                may_manage_people,
            ),
            Entry(
                "absences",
                _("Afwezigheden"),
                _("Wie er niet is, en wie overneemt."),
                "moon",
                may_be_absent,
            ),
            Entry(
                "dossier:reason_groups",
                _("Redengroepen"),
                _("De groepen van redenen voor de cijfers."),
                "file-text",
                coordinates,
            ),
        ),
    ),
    Group(
        "privacy",
        _("Privacy"),
        (
            Entry(
                ACCESS,
                _("Inzage nakijken"),
                _("Wie welk dossier bekeek, en wanneer."),
                "eye",
                may_review_access,
            ),
            Entry(
                "casework:emergencies",
                _("Noodtoegang nakijken"),
                _("Lees waarom iemand een dossier in nood opende."),
                "shield-check",
                may_review,
            ),
            Entry(
                "casework:retirement",
                _("Bewaartermijnen"),
                _("Welke dossiers na hun termijn weg mogen, op nummer."),
                "hourglass",
                may_retire,
            ),
            Entry(
                "casework:emergency",
                _("Noodtoegang"),
                _("Open in nood één dossier, een uur lang. Dat wordt nagekeken."),
                "life-buoy",
                may_break_glass,
            ),
            Entry(
                "casework:rights",
                _("Wie mag wat"),
                _("Wat ieder mag zien en doen in een dossier."),
                "key",
                is_staff,
            ),
        ),
    ),
    Group(
        "helpdesk",
        _("Helpdesk"),
        (
            Entry(
                "lessons:questions",
                _("Vragen over de lijn"),
                _("Kijk mee naar een lijn die hapert, in cijfers."),
                "life-buoy",
                is_helpdesk,
            ),
            Entry(
                "lessons:check_code",
                _("Testcode lezen"),
                _("Lees de code die een toestel na de test toont."),
                "search",
                is_staff,
            ),
        ),
    ),
)


def exists(name: str) -> bool:
    """True if there is an address of that name."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def names_without_address() -> set[str]:
    """Entries that lead nowhere; none when the product is whole."""
    named = {TODAY, TRAJECTS, OFFICE, SAFETY, ACCESS}
    named |= {entry.name for group in GROUPS for entry in group.entries}
    return {name for name in named if not exists(name)}


def groups_for(roles: Roles) -> list[Group]:
    """The cards of /beheer/ for these roles, without what is empty."""
    found = []
    for group in GROUPS:
        mine = (entry for entry in group.entries if entry.may(roles))
        entries = tuple(entry for entry in mine if exists(entry.name))
        if entries:
            found.append(Group(group.slug, group.title, entries))
    return found


def menu_for(roles: Roles, path: str) -> list[MenuItem]:
    """The tabs of the header for these roles, on the page at this path."""
    tabs: list[tuple[str, Words, str]] = []
    if may_see_today(roles):
        tabs.append((TODAY, _("Vandaag"), "clock"))
    if makes_figures_alone(roles):
        tabs.append((FIGURES, _("Cijfers"), "chart-column"))
    else:
        tabs.append((TRAJECTS, _("Trajecten"), "users"))
    if is_staff(roles):
        tabs.append((OFFICE, _("Beheer"), "settings"))
    there = [(*tab, reverse(tab[0])) for tab in tabs if exists(tab[0])]
    within = _tab_of(path, roles)
    return [
        MenuItem(name, title, icon, address, _current(address, path, name == within))
        for name, title, icon, address in there
    ]


def first_page_for(roles: Roles) -> str:
    """Where a person begins: the work of the day, the log, figures, or the list."""
    if may_see_today(roles) and exists(TODAY):
        return reverse(TODAY)
    if looks_after_privacy_alone(roles) and exists(ACCESS):
        return reverse(ACCESS)
    if makes_figures_alone(roles) and exists(FIGURES):
        return reverse(FIGURES)
    return reverse(TRAJECTS)


def _current(address: str, path: str, is_within: bool) -> str:
    if address == path:
        return "page"
    return "true" if is_within else ""


def _tab_of(path: str, roles: Roles) -> str:
    """The tab that this page belongs to: the longest address that it begins with."""
    homes = {name: name for name in (TODAY, TRAJECTS, OFFICE)}
    for group in GROUPS:
        homes |= {entry.name: OFFICE for entry in group.entries if entry.may(roles)}
    if makes_figures_alone(roles):
        homes[FIGURES] = FIGURES
    starts = {reverse(name): tab for name, tab in homes.items() if exists(name)}
    fitting = [start for start in starts if path.startswith(start)]
    return starts[max(fitting, key=len)] if fitting else ""
