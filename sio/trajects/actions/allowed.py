"""The question that comes before a write: may this person do that with this file?"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.core.time import today
from sio.trajects.errors import DateImpossible, TrajectNotAllowed
from sio.trajects.models import Traject
from sio.trajects.queries import standings
from sio.trajects.rights import Act, Standings, may


def check_may(traject: Traject, act: Act, by: User) -> Standings:
    """What `by` is to the file. Raises TrajectNotAllowed without the right to `act`."""
    mine = standings(traject, by)
    if not may(mine, act):
        raise TrajectNotAllowed(_("Dit kan je met dit dossier niet doen."))
    return mine


def check_past(*days: date | None) -> None:
    """Raise DateImpossible if one of the days, of what was done, is yet to come."""
    if any(day is not None and day > today() for day in days):
        raise DateImpossible(_("Kies vandaag of een dag die voorbij is."))
