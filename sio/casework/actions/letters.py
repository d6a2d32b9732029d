"""Writing letters to families, and opening them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from sio.accounts.models import User
from sio.casework.models import Decision, Letter
from sio.casework.queries.letters import Addressee, LetterText, letter_text
from sio.core.access_log import record_change
from sio.core.mail import one_line, send_mail
from sio.core.mailbox import index_of
from sio.intake.codes import AnyRequest, Mail, mail_code, use_code, wrong
from sio.trajects.models import Traject

PURPOSE = "letter"
NOTICE = "casework/mail/letter"
CODE = "casework/mail/code_letter"
ACTOR = "letter"  # who opens one has no account


@transaction.atomic
def write_letter(
    *,
    traject: Traject,
    to: Addressee,
    template: str,
    context: Mapping[str, Any],
    by: User | None,
) -> Letter:
    """Send `casework/letters/<template>.txt` as a letter in the language of `to`.

    A mail says that there is a letter, and nothing else. The caller has checked its
    right (`by` None: the clock); records last, so call this last.
    """
    text = letter_text(traject=traject, to=to, template=template, context=context)
    letter = keep_letter(traject=traject, to=to, template=template, text=text, by=by)
    actor = "" if by else "clock"
    record_change(traject_id=traject.pk, page="letter", by=by, actor=actor)
    return letter


def keep_letter(
    *,
    traject: Traject,
    to: Addressee,
    template: str,
    text: LetterText,
    by: User | None,
    decision: Decision | None = None,
) -> Letter:
    """The letter with exactly this text, and its mail; in the caller's transaction."""
    letter = Letter(
        traject=traject,
        decision=decision,
        guardian=to.guardian,
        template=template,
        language=to.language,
        to_name=to.name,
        to_email=to.email,
        email_index=index_of(to.email) if to.email else "",
        subject=one_line(text.subject),
        body=text.body,
        by=by,
    )
    if to.email:
        letter.sent_at = timezone.now()
        letter.mail = send_mail(
            to=to.email,
            template=NOTICE,
            context={"path": reverse("casework:letter_open", args=[letter.uuid])},
            language=to.language,
            traject_id=traject.pk,
        )
    letter.save(force_insert=True)
    return letter


def mail_letter_code(
    *, uuid: UUID, letter: Letter | None, language: str, request: AnyRequest
) -> str:
    """Mail a code to the letter's own address, and to no other; gives the handle.

    Of a letter that we don't know the answer is the same, and no mail leaves. Raises
    TooManyCodes for both.
    """
    address = letter.to_email if letter else ""
    mail = Mail(
        to=address or f"{uuid}@letter.invalid",
        template=CODE,
        language=letter.language if letter else language,
        traject_id=letter.traject_id if letter else None,
    )
    subject = letter.pk if letter and address else None
    return mail_code(purpose=PURPOSE, mail=mail, subject=subject, request=request)


def open_letter(*, letter: Letter | None, handle: str, typed: str) -> Letter:
    """Open with a mailed code. Raises WrongCode, also for the code of another letter.

    The code is used up in its own transaction: a wrong try counts.
    """
    subject = use_code(purpose=PURPOSE, handle=handle, typed=typed)
    if letter is None or subject != letter.pk:
        raise wrong()
    _note_opened(letter)
    return letter


@transaction.atomic
def _note_opened(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(
        opens=F("opens") + 1,
        first_opened_at=Coalesce("first_opened_at", timezone.now()),
    )
