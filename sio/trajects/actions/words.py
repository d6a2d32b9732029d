"""Notes that help, and messages to who guides the file."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.models import Role, User
from sio.accounts.queries import people_with_role
from sio.core.access_log import record_change
from sio.core.limits import hit
from sio.core.mail import send_mail
from sio.trajects.actions.allowed import check_may
from sio.trajects.errors import AlreadyAnswered, TooManyMessages
from sio.trajects.models import HelpfulNote, Message, Traject
from sio.trajects.queries import household_of, is_only_family
from sio.trajects.rights import Act

MESSAGES_A_DAY = 20  # of one person in one file: more is a slip or a nuisance
DAY_S = 24 * 60 * 60


@transaction.atomic
def add_note(*, traject: Traject, text: str, by: User) -> HelpfulNote:
    """Add something that helps; it is never changed. Raises TrajectNotAllowed.

    What a member of the family writes is not shown to another household.
    """
    mine = check_may(traject, Act.WRITE_NOTE, by)
    family = is_only_family(mine)
    record_change(traject_id=traject.pk, page="notes", by=by)
    return HelpfulNote.objects.create(
        traject=traject,
        text=text,
        by=by,
        of_family=family,
        household_id=household_of(traject, by) if family else None,
    )


@transaction.atomic
def write_consultant(*, traject: Traject, text: str, by: User) -> Message:
    """Leave a message for who guides the file, and mail that there is one.

    The mail has neither words nor names of it. Without a consultant the coordinators
    get it. Raises TrajectNotAllowed, and TooManyMessages after twenty in a day.
    """
    check_may(traject, Act.WRITE_CONSULTANT, by)
    if not hit("message", f"{traject.pk}:{by.pk}", MESSAGES_A_DAY, DAY_S):
        raise TooManyMessages(
            _("Je stuurde vandaag al veel berichten. Bel ons als het dringend is.")
        )
    message = Message.objects.create(traject=traject, sender=by, text=text)
    record_change(traject_id=traject.pk, page="messages", by=by)
    for user in _who_answers(traject):
        _mail("message", traject, user)
    return message


@transaction.atomic
def answer_message(*, message: Message, answer: str, by: User) -> None:
    """Answer, once; without words it is marked as read. The writer gets a mail.

    Of two at once one wins, the other gets AlreadyAnswered. Raises TrajectNotAllowed
    for who does not guide the file.
    """
    check_may(message.traject, Act.GUIDE, by)
    now = timezone.now()
    open_one = Message.objects.filter(pk=message.pk, answered_at=None)
    if not answer:
        open_one.filter(read_at=None).update(read_at=now)
        record_change(traject_id=message.traject_id, page="messages", by=by)
        return
    done = {"answer": answer, "answered_at": now, "answered_by": by, "read_at": now}
    if open_one.update(**done) != 1:
        raise AlreadyAnswered(_("Een collega heeft dit bericht net beantwoord."))
    record_change(traject_id=message.traject_id, page="messages", by=by)
    _mail("answer", message.traject, message.sender)


def _who_answers(traject: Traject) -> list[User]:
    consultants = User.objects.filter(
        is_active=True,
        assignments__in=traject.assignments.filter(ended_at=None),
    )
    found = list(consultants.distinct().order_by("pk"))
    return found or list(people_with_role(Role.Kind.COORDINATOR).order_by("pk"))


def _mail(template: str, traject: Traject, user: User) -> None:
    send_mail(
        to=user.email,
        template=f"trajects/mail/{template}",
        context={"traject_id": traject.pk},
        language=user.language,
        traject_id=traject.pk,
    )
