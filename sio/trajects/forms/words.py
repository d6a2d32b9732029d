"""Input of notes that help, and of messages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sio.trajects.forms.parts import long_text


class NoteForm(forms.Form):
    text = long_text(
        label=_("Wat helpt?"), help_text=_("Niets over de ziekte: de school leest dit.")
    )


class MessageForm(forms.Form):
    text = long_text(label=_("Je bericht"))


class AnswerForm(forms.Form):
    """Without words the message is marked as read."""

    answer = long_text(label=_("Je antwoord"), required=False)
