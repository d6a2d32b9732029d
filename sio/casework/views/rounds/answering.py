"""Filling in the questions of one call, the same for staff and for a family."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from sio.accounts.http import posted
from sio.accounts.models import User
from sio.casework.actions.rounds import answer_call
from sio.casework.errors import AnswersMoved
from sio.casework.forms.rounds import AnswersForm
from sio.casework.models import RoundCall
from sio.casework.queries.rounds import answer_of, questions_of, told


class Answering:
    """One request to answer `call` by `user`: kept, or to be shown as `context`.

    Of two at once the second gets its own input again, and staff beside it what the
    first one said; saving then is on purpose. A family sees only that it was answered.
    """

    def __init__(
        self,
        request: HttpRequest,
        call: RoundCall,
        user: User,
        *,
        as_family: bool,
        why: str = "",
    ) -> None:
        self.call, self.user, self.as_family = call, user, as_family
        self.held = answer_of(call)
        values = self.held.values if self.held and self._sees_held else None
        self.form = AnswersForm(
            posted(request),
            questions=questions_of(call.round),
            values=values,
            seen=call.answers_given,
        )
        self.is_kept = self.form.is_valid() and self._keep(why)

    @property
    def context(self) -> dict[str, Any]:
        """What _round_questions.html shows."""
        shows = self.held is not None and self._sees_held
        return {
            "form": self.form,
            "call": self.call,
            "traject": self.call.traject,
            "as_family": self.as_family,
            "held": self.held,
            "told": told(self.form.questions, self.held) if self.held and shows else [],
            "shut_out": self.held is not None and not self._sees_held,
        }

    @property
    def _sees_held(self) -> bool:
        if self.held is None or not self.as_family:
            return True
        return self.held.by_id == self.user.pk

    def _keep(self, why: str) -> bool:
        try:
            answer_call(
                call=self.call,
                values=self.form.values,
                seen=self.form.cleaned_data["seen"],
                by=self.user,
                as_family=self.as_family,
                why=why,
            )
        except AnswersMoved as error:
            self._tell(error)
            return False
        return True

    def _tell(self, error: AnswersMoved) -> None:
        self.call.refresh_from_db(fields=["answers_given", "answered_at"])
        self.held = answer_of(self.call)
        self.form.add_error(None, error.message)
        again = QueryDict(mutable=True)
        again.update(self.form.data)
        again["seen"] = str(self.call.answers_given)
        self.form.data = again
