"""Input of bulk moves: which files, where to, why, and what was seen of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from sio.casework.actions.bulk import Seen
from sio.casework.errors import BulkStale
from sio.casework.forms.choice import CHOSEN_STATES, AnsweredChoiceForm
from sio.casework.forms.reason import ReasonForm
from sio.casework.queries.bulk import TARGETS, Planned
from sio.trajects.workflow import State

SALT = "sio.casework.bulk"
SEEN_FOR_S = 3600


class BulkChoiceForm(AnsweredChoiceForm):
    to = forms.ChoiceField(
        label=_("Verplaatsen naar"),
        choices=[(state.value, state.label) for state in TARGETS],
        initial=State.PAUSED,
    )
    field_order = ["states", "to"]


class WayBackForm(AnsweredChoiceForm):
    """Which of the moved files go back; all, if nothing is chosen."""

    states = forms.MultipleChoiceField(
        required=False,
        choices=[(state.value, state.label) for state in CHOSEN_STATES],
        widget=forms.MultipleHiddenInput,
    )


class ConfirmForm(ReasonForm):
    """The reason, and what was seen, signed so that nothing else can move."""

    is_closing = forms.BooleanField(
        label=_("Alle scholen zijn dicht: toon dat aan alle medewerkers"),
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def __init__(self, *args: Any, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_close:
            del self.fields["is_closing"]


def sign_seen(planned: list[Planned], *, user: int) -> str:
    """What can move of this preview, for this person, for an hour."""
    rows = [[one.traject.pk, one.old, one.new] for one in planned if not one.obstacle]
    told = {"preview": str(uuid4()), "user": user, "rows": rows}
    return signing.dumps(told, salt=SALT, compress=True)


def read_seen(token: str, *, user: int) -> tuple[UUID, list[Seen]]:
    """Number of the preview, and what it showed. BulkStale if too old or not of ours.

    Of somebody else is not of ours.
    """
    try:
        told = signing.loads(token, salt=SALT, max_age=SEEN_FOR_S)
    except signing.BadSignature:
        told = {}
    if told.get("user") != user:
        raise BulkStale()
    rows = [Seen(pk, State(old), State(new)) for pk, old, new in told["rows"]]
    return UUID(told["preview"]), rows
