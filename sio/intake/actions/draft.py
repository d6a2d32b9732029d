"""Writing an application, bit by bit."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.core.errors import DomainError
from sio.core.limits import hit
from sio.core.mailbox import index_of
from sio.intake.answers import Answers, Joined, Page, join, text_of
from sio.intake.models import Draft
from sio.intake.queries.drafts import KEEP_DRAFT

HOUR_S = 3600
DRAFTS_PER_NETWORK = 60  # an hour: a hospital or school shares one address
ATTEMPTS = 8  # windows of one person; more at once than that is a flood


class TooManyDrafts(DomainError):
    """This network began too many applications in this hour."""

    code = "intake.too_many_drafts"


class DraftGone(DomainError):
    """Thrown away by its person, or 30 days after its last touch."""

    code = "intake.draft_gone"


class DraftSent(DomainError):
    """Sent already: what was sent stays as it is."""

    code = "intake.draft_sent"


def start_draft(*, page: Page, language: str, address: str) -> tuple[Draft, Joined]:
    """A new draft with what this page holds. Raises TooManyDrafts."""
    if not hit("drafts.started", address, DRAFTS_PER_NETWORK, HOUR_S):
        raise TooManyDrafts(
            _(
                "Er zijn hier net heel veel aanvragen begonnen. Wat je typte, staat er "
                "nog: probeer het over een uur opnieuw, of bel ons."
            )
        )
    joined = join({}, {}, page)
    draft = Draft(language=language, answers=joined.answers, writers=joined.writers)
    draft.email, draft.email_index = _mailbox(joined.answers)
    draft.save(force_insert=True)
    return draft, joined


def save_section(*, draft: Draft, page: Page) -> Joined:
    """Join what this page changed with what is stored, and say what they differ on.

    Safe when several windows save at once: each starts again from what the other
    stored. Raises DraftGone or DraftSent; then nothing was changed.
    """
    for _attempt in range(ATTEMPTS):
        stored = _writable(draft)
        joined = join(stored.answers, stored.writers, page)
        if _stored(stored, joined):
            return joined
    raise DraftGone(_gone())  # pragma: no cover - eight losses in a row


def touch_draft(*, draft: Draft, language: str) -> None:
    """It was opened again: its 30 days begin anew, in the language of now."""
    _writable(draft)
    draft.touched_at = timezone.now()
    draft.language = language
    draft.save(update_fields=["touched_at", "language"])


def throw_away(*, draft: Draft) -> None:
    """As the person wishes. What was sent stays: only its draft goes."""
    Draft.objects.filter(pk=draft.pk).delete()


def delete_old_drafts(now: datetime) -> int:
    """How many were thrown away, 30 days after their last touch."""
    old = Draft.objects.filter(touched_at__lte=now - KEEP_DRAFT)
    gone, _models = old.delete()
    return gone


def _writable(draft: Draft) -> Draft:
    """Read anew. Raises DraftGone or DraftSent."""
    stored = Draft.objects.filter(pk=draft.pk).first()
    if stored is None:
        raise DraftGone(_gone())
    if stored.submitted_at is not None:
        raise DraftSent(
            _(
                "Deze aanvraag is al verzonden, en verandert niet meer. Wil je iets "
                "wijzigen? Bel ons met je nummer."
            )
        )
    return stored


@transaction.atomic
def _stored(stored: Draft, joined: Joined) -> bool:
    """Whether it was written: the row still had the version that we read."""
    mine = Draft.objects.filter(pk=stored.pk, version=stored.version, submitted_at=None)
    email, index = _mailbox(joined.answers)
    changed = mine.update(
        answers=joined.answers,
        writers=joined.writers,
        email=email,
        email_index=index,
        version=stored.version + 1,
        touched_at=timezone.now(),
    )
    return changed == 1


def _mailbox(answers: Answers) -> tuple[str, str]:
    """The address that a code may go to, with its index; both empty until it is one."""
    email = text_of(answers, "email")
    try:
        validate_email(email)
    except ValidationError:
        return "", ""
    return email, index_of(email)


def _gone() -> str:
    return _(
        "De aanvraag waaraan je bezig was, bestaat niet meer. We bewaren ze dertig "
        "dagen. Je kan een nieuwe beginnen."
    )
