"""Who may pair devices, and how long a pairing holds: plain functions, no queries."""

from __future__ import annotations

from datetime import date, timedelta

from sio.core.sides import Side
from sio.trajects.rights import Act, Standings, may

SEE: dict[Side, Act] = {
    Side.HOME: Act.SEE_HOME_DEVICES,
    Side.CLASS: Act.SEE_CLASS_DEVICES,
}
PAIR: dict[Side, Act] = {Side.HOME: Act.PAIR_HOME, Side.CLASS: Act.PAIR_CLASS}
RENEW_DAYS = 31  # from 1 August on


def may_see(standing: Standings, side: Side) -> bool:
    """See the devices of this side and who paired them: its own people, and staff."""
    return may(standing, SEE[side])


def may_pair(standing: Standings, side: Side) -> bool:
    """Make codes for, revoke and renew devices of this side."""
    return may(standing, PAIR[side])


def lapses_on(school_year: int, today: date) -> date:
    """The 1 September on which a class pairing of today no longer holds.

    It holds through 31 August, Brussels time, of the class's school year; for a class
    of a year that is over, of the school year of today.
    """
    return max(date(school_year + 1, 9, 1), next_lapse(today))


def next_lapse(day: date) -> date:
    """The first 1 September after this day."""
    this_year = date(day.year, 9, 1)
    return this_year if day < this_year else date(day.year + 1, 9, 1)


def may_renew_on(valid_until: date, today: date) -> bool:
    """From 1 August before the lapse on, and after it too: schools open on the day."""
    return today >= valid_until - timedelta(days=RENEW_DAYS)
