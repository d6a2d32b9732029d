"""Breaking the glass: one file, for an hour, with a reason; and the review after."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role, working_roles
from sio.core.access_log import record_change
from sio.core.fields import searchable
from sio.core.mail import send_mail
from sio.trajects import rules
from sio.trajects.errors import (
    EmergencyNotAllowed,
    EmergencyReasonNeeded,
    FileNotFound,
    ReviewNotAllowed,
)
from sio.trajects.models import BreakGlass, Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, may

LASTS = timedelta(minutes=60)
SHORTEST_REASON = 15  # letters: "spoed" alone explains nothing to who reviews it


@transaction.atomic
def break_glass(
    *,
    number: int | None,
    last_name: str,
    birth_date: date | None,
    reason: str,
    by: User,
) -> BreakGlass:
    """Let `by` see one file for an hour; tells the privacy officers by mail.

    The file is named by its number, or by the pupil's last name and birth date
    together: whoever has neither learns nothing (FileNotFound, also when two fit).
    Raises EmergencyNotAllowed (also for whoever sees all of it anyway) and
    EmergencyReasonNeeded. Who broke this glass just now gets the row that is open.
    """
    if not working_roles(by) & rules.MAY_BREAK_GLASS:
        raise EmergencyNotAllowed(_("Dit mag alleen een consulent of de helpdesk."))
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise EmergencyReasonNeeded(
            _("Schrijf in een zin waarom je dit dossier nu moet zien.")
        )
    traject = _only_file(number, last_name, birth_date)
    now = timezone.now()
    open_row = BreakGlass.objects.filter(user=by, traject=traject, ends_at__gt=now)
    if (row := open_row.first()) is not None:
        return row
    if may(standings(traject, by), Act.SEE_HEALTH):
        raise EmergencyNotAllowed(_("Dit dossier zie je al: je hoeft niets te openen."))
    row = BreakGlass.objects.create(
        user=by, traject=traject, reason=reason.strip(), ends_at=now + LASTS
    )
    for officer in people_with_role(Role.Kind.PRIVACY):
        send_mail(
            to=officer.email,
            template="trajects/mail/emergency",
            context={"officer": officer, "by": by},
            language=officer.language,
        )
    record_change(
        traject_id=traject.pk, page="emergency", by=by, why=f"break-glass {row.pk}"
    )
    return row


@transaction.atomic
def review_emergency(
    *, emergency: BreakGlass, was_right: bool, review: str, by: User
) -> None:
    """Say, once, whether it was right. ReviewNotAllowed for who comes second.

    Only a privacy officer may, and nobody reviews an emergency of his or her own.
    """
    if not rules.may_review(working_roles(by)) or emergency.user_id == by.pk:
        raise ReviewNotAllowed(_("Nakijken doet een privacyverantwoordelijke."))
    still_open = BreakGlass.objects.filter(pk=emergency.pk, reviewed_at=None)
    reviewed = still_open.update(
        reviewed_at=timezone.now(),
        reviewed_by=by,
        was_right=was_right,
        review=review.strip(),
    )
    if reviewed != 1:
        raise ReviewNotAllowed(_("Iemand anders heeft dit al nagekeken."))
    record_change(
        traject_id=emergency.traject_id,
        page="emergency",
        by=by,
        why=f"break-glass {emergency.pk}",
    )


def _only_file(number: int | None, last_name: str, birth_date: date | None) -> Traject:
    files = Traject.objects.all()
    if number is not None:
        files = files.filter(pk=number)
    elif last_name.strip() and birth_date is not None:
        files = files.filter(pupil__birth_date=birth_date).select_related("pupil")
        found = [
            one
            for one in files
            if searchable(one.pupil.last_name) == searchable(last_name)
        ]
        files = files.filter(pk__in=[one.pk for one in found])
    else:
        files = files.none()
    if len(rows := list(files[:2])) != 1:
        raise FileNotFound(_("Er is niet één dossier dat hiermee klopt."))
    return rows[0]
