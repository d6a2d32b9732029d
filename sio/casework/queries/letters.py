"""To whom we write, in which words, and who may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation

from sio.accounts.models import User
from sio.casework.models import Letter
from sio.core.mail import known, one_line
from sio.core.mailbox import indexes_of
from sio.core.time import today
from sio.intake.answers import text_of
from sio.intake.choices import Role
from sio.intake.models import Application
from sio.trajects.models import Guardian, Traject
from sio.trajects.queries import FALLBACK_LANGUAGE, guardians_now
from sio.trajects.rights import Act, Standings, may


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person to write to; without `email` the letter is printed."""

    key: str  # the same each time, for who stands on a form twice
    name: str
    email: str
    language: str
    guardian: Guardian | None = None


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of one letter."""

    subject: str
    body: str


def addressees(traject: Traject) -> list[Addressee]:
    """Who gets a letter on this file; each of them its own, and never empty.

    Those of the family who may decide and have access now; while there are none, whom
    the application names. Two households never share a letter.
    """
    rows = Guardian.objects.filter(guardians_now(today()), traject=traject)
    deciding = rows.filter(may_decide=True, user__is_active=True)
    people = [
        Addressee(
            key=f"g{row.pk}",
            name=row.user.name,
            email=row.user.email,
            language=row.user.language or FALLBACK_LANGUAGE,
            guardian=row,
        )
        for row in deciding.select_related("user").order_by("pk")
    ]
    return people or _of_application(traject.application) or [_nobody()]


def letters_seen_by(mine: Standings, user: User, traject: Traject) -> QuerySet[Letter]:
    """Newest first: all for casework, for one of the family those to that person.

    Those are written to the own guardianship, or to the mailbox to log in with. `mine`
    is what `standings` gives.
    """
    letters = Letter.objects.filter(traject=traject).select_related("mail", "by")
    if may(mine, Act.SEE_CASEWORK):
        return letters
    if not may(mine, Act.SEE_LETTERS):
        return letters.none()
    to_me = Q(guardian__user=user) | Q(email_index__in=indexes_of(user.email))
    return letters.filter(to_me)


def letter_text(
    *, traject: Traject, to: Addressee, template: str, context: Mapping[str, Any]
) -> LetterText:
    """`casework/letters/<template>.txt` in the language of who gets it.

    The first line is the subject, the rest the letter.
    """
    told = {"to": to, "pupil": traject.pupil, **context}
    with translation.override(to.language):
        text = render_to_string(f"casework/letters/{template}.txt", known() | told)
    subject, _newline, body = text.strip().partition("\n")
    return LetterText(one_line(subject), body.strip())


def _of_application(application: Application | None) -> list[Addressee]:
    """The applicant if it is the family; else, or too, the parent that was named."""
    if application is None:
        return []
    answers = application.answers
    people = []
    if application.is_by_family:
        name = text_of(answers, "applicant_name")
        people.append(
            Addressee("applicant", name, application.email, application.language)
        )
    family = Addressee(
        key="family",
        name=text_of(answers, "family_name"),
        email=text_of(answers, "family_email"),
        language=text_of(answers, "family_language") or application.language,
    )
    if family.email or (family.name and application.role != Role.PUPIL):
        people.append(family)
    return people


def _nobody() -> Addressee:
    """Nobody is known: a letter to print and hand over."""
    return Addressee("print", "", "", FALLBACK_LANGUAGE)
