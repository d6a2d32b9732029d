"""What staff type in about files."""

from __future__ import annotations

from sio.casework.forms.contact import ContactForm, StrikeForm
from sio.casework.forms.today import HandOverForm, PutOffForm

__all__ = ["ContactForm", "HandOverForm", "PutOffForm", "StrikeForm"]
