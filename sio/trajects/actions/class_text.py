"""What the class may know: written, agreed by the family, taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.trajects.actions.allowed import check_may
from sio.trajects.errors import ClassTextChanged, MayNotDecide
from sio.trajects.models import ClassKnowledge, Guardian, Traject
from sio.trajects.queries import deciding_guardians
from sio.trajects.rights import GUIDES, Act


@transaction.atomic
def write_class_text(*, traject: Traject, text: str, by: User) -> ClassKnowledge:
    """Propose what the class may know; until the family agrees the old text holds.

    The same text again adds nothing. Raises TrajectNotAllowed for school and helpdesk.
    """
    check_may(traject, Act.WRITE_CLASS_TEXT, by)
    newest = traject.class_knowledge.first()
    if newest and newest.text == text and newest.withdrawn_at is None:
        return newest
    record_change(traject_id=traject.pk, page="class text", by=by)
    return ClassKnowledge.objects.create(traject=traject, text=text, written_by=by)


@transaction.atomic
def agree_class_text(
    *, knowledge: ClassKnowledge, guardian: Guardian, by: User
) -> None:
    """Write down that this member of the family agrees with this text.

    By the member itself, or by who guides the file and spoke with it. Raises
    TrajectNotAllowed, MayNotDecide if the guardian has no say, and ClassTextChanged if
    the text is not the newest one any more or was agreed already.
    """
    mine = check_may(knowledge.traject, Act.WRITE_CLASS_TEXT, by)
    decides = deciding_guardians(knowledge.traject).filter(pk=guardian.pk)
    if not decides.exists() or not (mine & GUIDES or guardian.user_id == by.pk):
        raise MayNotDecide(_("Alleen wie mag mee beslissen, kan hiermee instemmen."))
    Traject.objects.select_for_update().get(pk=knowledge.traject_id)
    newest = knowledge.traject.class_knowledge.first()
    as_read = ClassKnowledge.objects.filter(pk=knowledge.pk, agreed_at=None)
    agreed = {
        "agreed_by": guardian,
        "agreement_by": by,
        "agreed_at": timezone.now(),
    }
    if newest != knowledge or as_read.update(**agreed) != 1:
        raise ClassTextChanged(
            _("De tekst is intussen gewijzigd of al goedgekeurd. Lees ze opnieuw.")
        )
    record_change(traject_id=knowledge.traject_id, page="class text", by=by)


@transaction.atomic
def withdraw_class_text(*, traject: Traject, by: User) -> None:
    """Nothing may be told any more, from now on; safe to repeat.

    One member of the family is enough. Raises TrajectNotAllowed.
    """
    check_may(traject, Act.WRITE_CLASS_TEXT, by)
    agreed = traject.class_knowledge.filter(agreed_at__isnull=False, withdrawn_at=None)
    agreed.update(withdrawn_at=timezone.now())
    record_change(traject_id=traject.pk, page="class text", by=by)
