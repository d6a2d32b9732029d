"""Sending an application, and the family's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.core.limits import hit
from sio.core.mailbox import index_of
from sio.core.time import school_year
from sio.intake.actions.draft import DraftGone
from sio.intake.choices import FAMILY, Role
from sio.intake.models import Application, Draft, FamilyChoice
from sio.intake.reference import new_reference

HOUR_S = 3600
SENT_PER_NETWORK = 30  # an hour
# Rests in columns or in a table of its own.
NOT_IN_ANSWERS = frozenset({"illness", "school_search", "family_choice"})


class TooManySent(DomainError):
    """This network sent too many applications in this hour; the draft is kept."""

    code = "intake.too_many_sent"


class DraftChanged(DomainError):
    """Another window changed the draft between the check and the sending."""

    code = "intake.draft_changed"


def count_sending(address: str) -> None:
    """Count one more from this network. Raises TooManySent."""
    if not hit("applications.sent", address, SENT_PER_NETWORK, HOUR_S):
        raise TooManySent(
            _(
                "Er zijn hier net heel veel aanvragen verzonden. Die van jou is "
                "bewaard: probeer het over een uur opnieuw, of bel ons."
            )
        )


@transaction.atomic
def submit_draft(
    *, draft: Draft, cleaned: Mapping[str, Any], text_version: int, now: datetime
) -> Application:
    """What was sent, with its reference; pressed twice, the same one both times.

    `cleaned` are the checked answers of every screen. The draft keeps nothing but that
    it was sent, and as what. If another window changed it after it was checked, raises
    DraftChanged; raises DraftGone if it is no more.
    """
    sent = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if sent is None:
        raise DraftGone(_("Deze aanvraag bestaat niet meer. Begin een nieuwe."))
    if sent.application is not None:
        return sent.application
    if sent.version != draft.version:
        raise DraftChanged(
            _(
                "In een ander venster is er net iets veranderd. Kijk het nog eens na "
                "en verzend dan opnieuw."
            )
        )
    application = _application(cleaned, now)
    year = school_year(timezone.localdate(now))
    application.reference = free_reference(new_reference(year) for _draw in count())
    application.save(force_insert=True)
    if application.is_by_family:
        _choose_by_family(application, cleaned, text_version, now)
    Draft.objects.filter(pk=draft.pk).update(  # ours alone since it was read
        application=application,
        submitted_at=now,
        touched_at=now,
        answers={},
        writers={},
        email="",
        email_index="",
    )
    return application


def free_reference(drawn: Iterable[str]) -> str:
    """The first of these that no application has; the database holds it unique."""
    taken = Application.objects.filter
    return next(one for one in drawn if not taken(reference=one).exists())


def record_family_choice(
    *,
    application: Application,
    name: str,
    capacity: str,
    text_version: int,
    physician_permission: bool,
    now: datetime | None = None,
) -> FamilyChoice:
    """The family chooses, in its own name; each choice is a row of its own."""
    return FamilyChoice.objects.create(
        application=application,
        name=name,
        capacity=capacity,
        text_version=text_version,
        physician_permission=physician_permission,
        chosen_at=now or timezone.now(),
    )


def _application(cleaned: Mapping[str, Any], now: datetime) -> Application:
    """Not saved yet. What the illness is stays out unless the family says it."""
    role = str(cleaned["role"])
    by_family = role in FAMILY
    email = str(cleaned["email"])
    return Application(
        received_at=now,
        language=str(cleaned["language"]),
        role=role,
        school=cleaned.get("school"),
        school_year=int(cleaned["school_year"]),
        level=cleaned["level"],
        study_form=cleaned.get("study_form") or "",
        answers={
            name: _plain(value)
            for name, value in cleaned.items()
            if name not in NOT_IN_ANSWERS and value not in (None, "", [])
        },
        illness=str(cleaned.get("illness") or "") if by_family else "",
        email=email,
        email_index=index_of(email),
        family_agrees_at=None if by_family else now,
    )


def _choose_by_family(
    application: Application, cleaned: Mapping[str, Any], version: int, now: datetime
) -> None:
    by_pupil = application.role == Role.PUPIL
    record_family_choice(
        application=application,
        name=str(cleaned["applicant_name"]),
        capacity=Role.PUPIL.value if by_pupil else str(cleaned["family_capacity"]),
        text_version=version,
        physician_permission=bool(cleaned.get("physician_permission")),
        now=now,
    )


def _plain(value: Any) -> Any:
    """As JSON can say it: days as ISO dates, numbers of telephones as E.164."""
    if hasattr(value, "as_e164"):
        return value.as_e164
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return getattr(value, "pk", value)
