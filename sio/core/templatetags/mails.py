"""A mail in words, and an address whose mail comes back."""

from __future__ import annotations

from django import template

from sio.core.bounces import back_since
from sio.core.mail import mail_kind

register = template.Library()
register.filter(mail_kind)
register.filter(back_since)
