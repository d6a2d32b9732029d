"""The stages of a release, and the one table of the moves between them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    DRAFT = "draft", _("in opmaak")
    COMPUTING = "computing", _("wordt berekend")
    COMPUTED = "computed", _("klaar om te ondertekenen")
    SIGNED = "signed", _("ondertekend")
    DROPPED = "dropped", _("vervallen")


class Mode(TextChoices):
    SUPPRESSED = "suppressed", _("kleine aantallen verborgen")
    UNSUPPRESSED = "unsuppressed", _("alle aantallen getoond")


ALLOWED_MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.COMPUTING, Stage.DROPPED}),
    Stage.COMPUTING: frozenset({Stage.COMPUTED, Stage.DRAFT}),
    Stage.COMPUTED: frozenset({Stage.DRAFT, Stage.SIGNED, Stage.DROPPED}),
    Stage.SIGNED: frozenset(),
    Stage.DROPPED: frozenset(),
}


def may_move(old: str, new: str) -> bool:
    """Whether a release goes from the one to the other."""
    return Stage(new) in ALLOWED_MOVES[Stage(old)]
