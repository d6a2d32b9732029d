"""Files of one child: whoever counts children counts it once."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.trajects.actions.allowed import check_may
from sio.trajects.actions.pseudonym import give_new_number, give_one_number
from sio.trajects.errors import ChildrenNotJoined
from sio.trajects.models import Pupil, Traject
from sio.trajects.rights import Act

_FACTS = (
    *("first_name", "last_name", "search", "sounds", "birth_date"),
    *("home_postcode", "home_province"),
)


@transaction.atomic
def join_child(*, traject: Traject, other: Traject, by: User) -> None:
    """Both files are of one child. Neither is merged, and each keeps its own rights.

    What is known of the child is what was said in the file that came in last. Safe to
    repeat. Raises TrajectNotAllowed for who does not guide both, and ChildrenNotJoined
    where what is left of erased files of both can't be put together.
    """
    for one in (traject, other):
        check_may(one, Act.GUIDE, by)
    earlier, later = sorted((traject, other), key=lambda one: (one.received_at, one.pk))
    kept, gone = _locked(earlier, later)
    if kept.pk == gone.pk:
        return
    for name in _FACTS:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=_FACTS)
    _move(gone, kept)
    gone.delete()
    give_one_number(kept)
    for one in (traject, other):
        record_change(traject_id=one.pk, page="child", by=by)


@transaction.atomic
def part_child(*, traject: Traject, by: User) -> None:
    """This file is of another child than the other files of its pupil.

    It gets a pupil of its own, of whom the same is known, to be put right by hand. Safe
    to repeat. Raises TrajectNotAllowed for who does not guide the file.
    """
    check_may(traject, Act.GUIDE, by)
    pupil, _same = _locked(traject, traject)
    if not pupil.trajects.exclude(pk=traject.pk).exists():
        return
    pupil.pk = None
    pupil.save(force_insert=True)
    Traject.objects.filter(pk=traject.pk).update(pupil=pupil)
    give_new_number(traject.pk)
    record_change(traject_id=traject.pk, page="child", by=by)


def _locked(one: Traject, other: Traject) -> tuple[Pupil, Pupil]:
    """The pupils of both as they are now; nobody else joins them meanwhile."""
    files = Traject.objects.filter(pk__in={one.pk, other.pk}).order_by("pk")
    whose = dict(files.select_for_update().values_list("pk", "pupil"))
    rows = Pupil.objects.filter(pk__in=set(whose.values())).order_by("pk")
    pupils = {pupil.pk: pupil for pupil in rows.select_for_update()}
    return pupils[whose[one.pk]], pupils[whose[other.pk]]


def _move(gone: Pupil, kept: Pupil) -> None:
    """Whatever is of the one pupil is of the other, also what apps above keep."""
    try:
        with transaction.atomic():
            for relation in Pupil._meta.related_objects:
                name = relation.field.name
                rows = relation.related_model._base_manager.filter(**{name: gone})
                rows.update(**{name: kept})
    except IntegrityError as error:
        raise ChildrenNotJoined(
            _("Van beide kinderen werd al een dossier gewist. Dit kan niet samen.")
        ) from error
