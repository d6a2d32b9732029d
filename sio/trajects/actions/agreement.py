"""Accepting the user agreement, and publishing a new version of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.access_log import record_change
from sio.core.sides import Side
from sio.trajects.errors import (
    AgreementChanged,
    AgreementNotAllowed,
    AgreementRewritten,
)
from sio.trajects.models import Acceptance, AgreementText, Traject
from sio.trajects.queries import (
    acceptance_now,
    may_accept_now,
    newest_versions,
    standings,
)


@transaction.atomic
def accept_agreement(
    *, traject: Traject, text: AgreementText, capacity: str, by: User
) -> tuple[Acceptance, bool]:
    """Accept this text for its side: (the acceptance, whether it is new).

    A side accepts a version once: whoever comes second, or presses twice, gets the
    acceptance that is there. Raises AgreementNotAllowed for who does not speak for
    the side, AgreementChanged if a newer version was published since it was read.
    """
    side = Side(text.side)
    if not may_accept_now(traject, by, standings(traject, by), side):
        raise AgreementNotAllowed(
            _("Thuis aanvaardt een ouder, in de klas de contactpersoon van de school.")
        )
    Traject.objects.select_for_update().get(pk=traject.pk)  # one press at a time
    if text.version != newest_versions()[side]:
        raise AgreementChanged(
            _("Er is intussen een nieuwe tekst. Lees die eerst, en aanvaard dan.")
        )
    before = acceptance_now(traject, side)
    if before is not None:
        return before, False
    acceptance = Acceptance.objects.create(
        traject=traject, text=text, accepted_by=by, capacity=capacity
    )
    record_change(traject_id=traject.pk, page=f"agreement {side}", by=by)
    return acceptance, True


@transaction.atomic
def publish_agreement(
    *, version: int, bodies: Mapping[tuple[str, str], str]
) -> list[AgreementText]:
    """Add the texts of one version, by (side, language); those that are new.

    From then on every side is asked to accept this version. Safe to repeat; raises
    AgreementRewritten, and adds nothing, if a published text would change.
    """
    known = {
        (text.side, text.language): text.body
        for text in AgreementText.objects.filter(version=version)
    }
    for key, body in bodies.items():
        if known.get(key, body) != body:
            raise AgreementRewritten(
                _("Deze tekst is al aan mensen getoond. Geef hem een nieuw nummer.")
            )
    return [
        AgreementText.objects.create(
            side=side, version=version, language=language, body=body
        )
        for (side, language), body in sorted(bodies.items())
        if (side, language) not in known
    ]
