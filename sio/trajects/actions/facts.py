"""The facts of a file: the pupil, who was told, the certificate, the material."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.core.time import today
from sio.schools.queries import province_of_postcode
from sio.trajects.actions.allowed import check_may, check_past
from sio.trajects.actions.pseudonym import keep_pseudonym
from sio.trajects.errors import DateImpossible
from sio.trajects.models import (
    CertificateConfirmation,
    FirstAppearance,
    Informed,
    OtherTeaching,
    Pupil,
    Traject,
)
from sio.trajects.rights import Act

LONGEST_CERTIFICATE = timedelta(days=2 * 366)  # further off is a slip of the pen
PUPIL_FACTS = ("first_name", "last_name", "birth_date", "home_postcode")
START_FACTS = (
    "level",
    "delivered_on",
    "placed_in_advance",
    "advance_ended_on",
    "return_on",
    "conditions_checked_for",
)


@transaction.atomic
def keep_pupil(*, traject: Traject, pupil: Pupil, by: User) -> None:
    """Save who the pupil is; the province follows from the postcode.

    Raises TrajectNotAllowed for who does not guide the file, and DateImpossible for a
    birth that is yet to come.
    """
    check_may(traject, Act.GUIDE, by)
    check_past(pupil.birth_date)
    pupil.home_province = province_of_postcode(pupil.home_postcode) or ""
    pupil.save(update_fields=[*PUPIL_FACTS, "home_province", "search"])
    record_change(traject_id=traject.pk, page="pupil", by=by)


@transaction.atomic
def keep_informed(*, informed: Informed, by: User) -> None:
    """Save who of CLB and physicians knows, since when. Raises as `keep_pupil`."""
    check_may(informed.traject, Act.GUIDE, by)
    check_past(informed.clb_told_on, informed.physician_told_on)
    informed.save()
    record_change(traject_id=informed.traject_id, page="informed", by=by)


@transaction.atomic
def keep_start_facts(*, traject: Traject, by: User) -> None:
    """Save level, delivery, return and yearly check. Raises as `keep_pupil`.

    Whoever takes off the mark that material only stands there in advance, starts the
    clock of the first lesson: that day is kept.
    """
    check_may(traject, Act.GUIDE, by)
    check_past(traject.delivered_on)
    if not traject.placed_in_advance and _was_in_advance(traject):
        traject.advance_ended_on = today()
    traject.save(update_fields=START_FACTS)
    keep_pseudonym(traject)
    record_change(traject_id=traject.pk, page="facts", by=by)


@transaction.atomic
def tell_class(*, traject: Traject, told_on: date | None, by: User) -> None:
    """Say when the parents of the class were told; None takes it back.

    The school may too. Raises TrajectNotAllowed and DateImpossible (in the future).
    """
    check_may(traject, Act.TELL_CLASS, by)
    check_past(told_on)
    Traject.objects.filter(pk=traject.pk).update(class_told_on=told_on)
    traject.class_told_on = told_on
    record_change(traject_id=traject.pk, page="class told", by=by)


@transaction.atomic
def confirm_certificate(
    *, traject: Traject, valid_until: date, said_by: str, by: User
) -> CertificateConfirmation:
    """Add that the school has a certificate that holds until this day, and who says so.

    The newest one holds, also if its day has passed already. Raises TrajectNotAllowed,
    and DateImpossible for a day more than two years away.
    """
    check_may(traject, Act.CONFIRM_CERTIFICATE, by)
    if abs(valid_until - today()) > LONGEST_CERTIFICATE:
        raise DateImpossible(_("Kijk het jaar na: deze dag ligt te ver weg."))
    confirmation = CertificateConfirmation.objects.create(
        traject=traject, valid_until=valid_until, said_by=said_by, by=by
    )
    Traject.objects.filter(pk=traject.pk).update(certificate_until=valid_until)
    traject.certificate_until = valid_until
    record_change(traject_id=traject.pk, page="certificate", by=by)
    return confirmation


@transaction.atomic
def keep_other_teaching(*, teaching: OtherTeaching, by: User) -> None:
    """Add or save teaching beside the own class. TrajectNotAllowed else."""
    check_may(teaching.traject, Act.GUIDE, by)
    teaching.save()
    record_change(traject_id=teaching.traject_id, page="other teaching", by=by)


@transaction.atomic
def delete_other_teaching(*, teaching: OtherTeaching, by: User) -> None:
    """Take out what was written by mistake; a second press finds nothing to do."""
    check_may(teaching.traject, Act.GUIDE, by)
    OtherTeaching.objects.filter(pk=teaching.pk).delete()
    record_change(traject_id=teaching.traject_id, page="other teaching", by=by)


@transaction.atomic
def keep_first_appearance(*, plan: FirstAppearance, by: User) -> None:
    """Save how the pupil first comes into view. TrajectNotAllowed else."""
    check_may(plan.traject, Act.GUIDE, by)
    plan.save()
    record_change(traject_id=plan.traject_id, page="first appearance", by=by)


def _was_in_advance(traject: Traject) -> bool:
    before = Traject.objects.filter(pk=traject.pk, placed_in_advance=True)
    return before.exists()
