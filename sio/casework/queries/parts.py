"""The parts of a file, as links: what this person may open, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.time import today
from sio.schools.queries import own_contacts
from sio.trajects.models import ClassKnowledge, Message, Traject
from sio.trajects.queries import guardian_row
from sio.trajects.rights import FAMILY, Act, Standing, Standings, may


@dataclass(frozen=True)
class Part:
    """A link to one part; `note` is how it stands, `warn` that something is asked."""

    title: str
    address: str
    icon: str
    note: str = ""
    warn: bool = False


@dataclass(frozen=True)
class Group:
    """Some parts under one heading."""

    title: str
    parts: tuple[Part, ...]

    @property
    def warn(self) -> bool:
        """True if one of its parts asks for something."""
        return any(part.warn for part in self.parts)


def groups_of(traject: Traject, user: User, mine: Standings) -> list[Group]:
    """What this person may open of the file, by subject; no empty group.

    Says nothing of an illness: that there is a page of it, and no more.
    """
    groups = [
        Group(_("Leerling en gezin"), _family(traject, user, mine)),
        Group(_("School en CLB"), _school(traject, user, mine)),
        Group(_("Hoe we het aanpakken"), _plans(traject, mine)),
        Group(_("Berichten en inzage"), _words(traject, mine)),
    ]
    return [group for group in groups if group.parts]


def _family(traject: Traject, user: User, mine: Standings) -> tuple[Part, ...]:
    parts = []
    if may(mine, Act.GUIDE):
        unknown = traject.pupil.birth_date is None
        note = _("geboortedatum ontbreekt") if unknown else ""
        parts.append(_part(traject, _("De leerling"), "pupil", "user", note, unknown))
    if mine & FAMILY and (me := guardian_row(traject, user)):
        address = reverse("dossier:guardian", args=[traject.pk, me.pk])
        parts.append(Part(_("Mijn gegevens"), address, "user"))
    if may(mine, Act.SEE_ADDRESSES) or may(mine, Act.CHANGE_HOUSEHOLD):
        parts.append(_part(traject, _("Gezin en adres"), "households", "house"))
    if may(mine, Act.SEE_HEALTH):
        parts.append(_part(traject, _("Gezondheid"), "health", "heart-handshake"))
    if may(mine, Act.LET_PARENT):
        parts.append(_part(traject, _("Toegang van mijn ouders"), "parents", "key"))
    return tuple(parts)


def _school(traject: Traject, user: User, mine: Standings) -> tuple[Part, ...]:
    parts = []
    if Standing.CONTACT in mine:
        school = traject.own_class.school
        for me in own_contacts(user).filter(school=school):
            address = reverse("schools:contact", args=[me.pk])
            parts.append(Part(_("Mijn gegevens"), address, "user"))
    if may(mine, Act.GUIDE):
        missing = traject.school_class_id is None
        note = _("nog geen klas") if missing else ""
        parts.append(
            _part(traject, _("School en klas"), "class", "school", note, missing)
        )
        parts.append(_part(traject, _("CLB en arts"), "informed", "users"))
        parts.append(_part(traject, _("Materiaal en terugkeer"), "start", "laptop"))
    if may(mine, Act.TELL_CLASS):
        told = traject.class_told_on
        note = _day(_("op %(day)s"), told) if told else _("nog niet ingelicht")
        title = _("Ouders van de klas")
        parts.append(_part(traject, title, "class_told", "bell", note, not told))
    if may(mine, Act.CONFIRM_CERTIFICATE):
        parts.append(_certificate(traject))
    return tuple(parts)


def _certificate(traject: Traject) -> Part:
    until = traject.certificate_until
    if until is None:
        note = _("nog niet bevestigd")
    elif until < today():
        note = _day(_("verlopen op %(day)s"), until)
    else:
        note = _day(_("geldig tot %(day)s"), until)
    wanted = until is None or until < today()
    title = _("Attest op school")
    return _part(traject, title, "certificate", "file-text", note, wanted)


def _plans(traject: Traject, mine: Standings) -> tuple[Part, ...]:
    if not may(mine, Act.SEE_PLANS):
        return ()
    waits = may(mine, Act.WRITE_CLASS_TEXT) and _text_waits(traject)
    note = _("wacht op instemming van het gezin") if waits else ""
    return (
        _part(traject, _("De eerste keer"), "first_appearance", "eye"),
        _part(
            traject,
            _("Wat de klas mag weten"),
            "class_text",
            "message-circle",
            note,
            waits,
        ),
        _part(traject, _("Klasgenoten thuis"), "classmates", "users"),
        _part(traject, _("Ander onderwijs"), "teaching", "bed"),
        _part(traject, _("Terug naar school"), "return_plan", "arrow-right"),
        _part(traject, _("Tips die helpen"), "notes", "smile"),
    )


def _words(traject: Traject, mine: Standings) -> tuple[Part, ...]:
    parts = []
    if may(mine, Act.WRITE_CONSULTANT):
        title = _("Bericht aan de consulent")
        parts.append(_part(traject, title, "messages", "send"))
    elif may(mine, Act.SEE_CASEWORK):
        count = Message.objects.filter(traject=traject, read_at=None).count()
        note = _("%(count)s ongelezen") % {"count": count} if count else ""
        parts.append(
            _part(traject, _("Berichten"), "messages", "send", note, bool(count))
        )
    if may(mine, Act.SEE_LOG):
        address = reverse("trajects:openings", args=[traject.pk])
        parts.append(Part(_("Wie opende dit dossier?"), address, "shield-check"))
    return tuple(parts)


def _text_waits(traject: Traject) -> bool:
    newer = ClassKnowledge.objects.filter(traject=traject, pk__gt=OuterRef("pk"))
    newest = ClassKnowledge.objects.filter(~Exists(newer), traject=traject)
    return newest.filter(agreed_at=None).exists()


def _part(
    traject: Traject,
    title: str,
    name: str,
    icon: str,
    note: str = "",
    warn: bool = False,
) -> Part:
    address = reverse(f"dossier:{name}", args=[traject.pk])
    return Part(title, address, icon, note, warn)


def _day(words: str, day: date) -> str:
    return words % {"day": date_format(day, "SHORT_DATE_FORMAT")}
