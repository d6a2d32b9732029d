"""How the pupil grows back into school: its steps."""

from __future__ import annotations

from django.db import transaction

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.trajects.actions.allowed import check_may
from sio.trajects.models import ReturnStep, Traject
from sio.trajects.rights import Act


@transaction.atomic
def keep_return_step(*, step: ReturnStep, by: User) -> None:
    """From the Monday of this week on, so much of the week at school.

    A step of a week that has one takes its place. Raises TrajectNotAllowed.
    """
    check_may(step.traject, Act.GUIDE, by)
    ReturnStep.objects.update_or_create(
        traject=step.traject,
        starts_on=step.starts_on,
        defaults={"share": step.share},
    )
    record_change(traject_id=step.traject_id, page="return plan", by=by)


@transaction.atomic
def delete_return_step(*, traject: Traject, step_pk: int, by: User) -> None:
    """Take a step out; a second press finds nothing to do. TrajectNotAllowed else."""
    check_may(traject, Act.GUIDE, by)
    traject.return_steps.filter(pk=step_pk).delete()
    record_change(traject_id=traject.pk, page="return plan", by=by)
