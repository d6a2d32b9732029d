"""A mail in words."""

from __future__ import annotations

from django import template

from sio.core.mail import mail_kind

register = template.Library()
register.filter(mail_kind)
