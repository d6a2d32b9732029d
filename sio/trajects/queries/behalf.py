"""On whose behalf, and by which exception, somebody comes to a file."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.trajects.models import BreakGlass, Traject
from sio.trajects.queries.traject import replaced_by, standings
from sio.trajects.rights import Standing
from sio.trajects.rules import MAY_BREAK_GLASS

_OWN_WORK = frozenset({Standing.CONSULTANT, Standing.COORDINATOR, Standing.STAND_IN})


def on_whose_behalf(traject_id: int, by: AbstractBaseUser) -> tuple[User | None, str]:
    """For the access log (`settings.ACCESS_LOG_ASKS`): for whom, and a fixed word why.

    Nobody and nothing for who comes to the file by a right of the own. Whoever opened
    the glass is told of, also where the own role would have shown a part of it.
    """
    if not isinstance(by, User) or not working_roles(by) & MAY_BREAK_GLASS:
        return None, ""
    traject = Traject(pk=traject_id)
    mine = standings(traject, by)
    if away := replaced_by(traject, by, mine):
        return away, "stand-in"
    if Standing.EMERGENCY in mine and not mine & _OWN_WORK:
        opened = BreakGlass.objects.filter(traject=traject_id, user=by)
        return None, f"break-glass {opened.latest('started_at').pk}"
    return None, ""
