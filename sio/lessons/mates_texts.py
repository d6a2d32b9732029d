"""Pupils of one class who see and hear each other; `{name}` is the other pupil."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MATES_TEXTS: dict[str, str | Promise] = {
    "mates.both": _("{name} ziet en hoort je ook"),
    "mates.sees": _("{name} ziet je ook"),
    "mates.hears": _("{name} hoort je ook"),
    "mates.neither": _("{name} is er ook, maar ziet en hoort je niet"),
    "mates.gone": _("{name} ziet en hoort je niet meer"),
    "mates.picture": _("Je klasgenoten thuis"),
    "mates.hide": _("Toon hen niet"),
    "mates.show": _("Toon klasgenoten"),
    "mates.off": _("Elkaar niet zien en horen"),
    "mates.on": _("Weer samen"),
    "mates.none": _("Zonder klasgenoten thuis"),
    "mates.none.text": _("Zij zien en horen jou niet, en jij hen niet. De klas wel."),
}
