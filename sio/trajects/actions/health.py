"""What the illness is: changed by one at a time; and the list of reason groups."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import working_roles
from sio.core.access_log import record_change
from sio.trajects.actions.allowed import check_may
from sio.trajects.actions.pseudonym import keep_pseudonym
from sio.trajects.errors import HealthChanged, TrajectNotAllowed
from sio.trajects.models import HealthPart, PseudonymRow, ReasonGroup, Traject
from sio.trajects.rights import Act


@transaction.atomic
def change_health(
    *, traject: Traject, group_code: str, details: str, version: int, by: User
) -> None:
    """Write what the illness is, over the version that was read (0 if there was none).

    Of two at once one wins; the other gets HealthChanged and nothing is overwritten.
    Raises TrajectNotAllowed for who may not.
    """
    check_may(traject, Act.CHANGE_HEALTH, by)
    HealthPart.objects.get_or_create(traject=traject)
    as_read = HealthPart.objects.filter(traject=traject, version=version)
    changed = as_read.update(
        group_code=group_code,
        details=details,
        version=version + 1,
        changed_at=timezone.now(),
        changed_by=by,
    )
    if changed != 1:
        raise HealthChanged(
            _("Iemand anders heeft dit net gewijzigd. Vergelijk, en bewaar opnieuw.")
        )
    keep_pseudonym(traject)
    record_change(traject_id=traject.pk, page="health", by=by)


@transaction.atomic
def begin_health(*, traject: Traject, details: str, group_code: str = "") -> None:
    """Take over what the family itself said when it applied; safe to repeat.

    Changes nothing if the part is there. Asks no right: the action that makes the file
    of an application calls it, and writes its own trace.
    """
    known = {
        "details": details,
        "group_code": group_code,
        "version": 1,
        "changed_at": timezone.now(),
    }
    HealthPart.objects.get_or_create(traject=traject, defaults=known)


@transaction.atomic
def keep_reason_group(*, group: ReasonGroup, by: User) -> ReasonGroup:
    """Add the group, or save its words, and count its rows where it counts now.

    Only the coordinator may (TrajectNotAllowed). A code is never changed.
    """
    if Role.Kind.COORDINATOR not in working_roles(by):
        raise TrajectNotAllowed(_("Dit doet de coördinator."))
    group.save()
    PseudonymRow.objects.filter(group=group.code).update(main=group.main)
    return group
