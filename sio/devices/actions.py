"""Writes: pairing codes, pairings, their renewal and their end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sio.accounts.actions import hold_person
from sio.accounts.models import User
from sio.core.errors import DomainError
from sio.core.sides import Side
from sio.core.time import today
from sio.devices import codes, credentials, rules
from sio.devices.guessing import count_guess, forgive_guess
from sio.devices.models import Device, PairingCode
from sio.devices.queries import Place, device_of_cookies, place_of, standing
from sio.schools.models import SchoolClass
from sio.trajects.models import Traject
from sio.trajects.workflow import RUNNING

CODE_HOURS = 24
KEEP_ENDED_CODES_DAYS = 30


class PairingNotAllowed(DomainError):
    code = "devices.pairing_not_allowed"


class CodeMalformed(DomainError):
    code = "devices.code_malformed"


class CodeUnknown(DomainError):
    code = "devices.code_unknown"


class CodeUsed(DomainError):
    code = "devices.code_used"


class CodeExpired(DomainError):
    code = "devices.code_expired"


class AlreadyRevoked(DomainError):
    code = "devices.already_revoked"


class NotRenewable(DomainError):
    code = "devices.not_renewable"


@dataclass(frozen=True)
class FreshCode:
    """A code in clear, as it is shown once: ABCD-EFGH."""

    text: str
    expires_at: datetime


@dataclass(frozen=True)
class Pairing:
    """A new device, the secret for its cookie, and the device it takes the place of."""

    device: Device
    credential: str
    replaced: Device | None


@transaction.atomic
def make_code(*, place: Place, by: User) -> FreshCode:
    """A new one-time code for a device at home (traject) or in class (class).

    Raises PairingNotAllowed. The code itself is kept nowhere.
    """
    side = _side_of(place)
    _check_may_pair(by, place, side)
    if not _is_open(place):
        raise PairingNotAllowed(
            _("Dit traject is gestopt: er kan geen toestel meer bij.")
        )
    code, now = codes.new_code(), timezone.now()
    row = PairingCode.objects.create(
        side=side,
        traject=place if isinstance(place, Traject) else None,
        school_class=place if isinstance(place, SchoolClass) else None,
        code_hash=codes.hash_of(code),
        made_by=by,
        expires_at=now + timedelta(hours=CODE_HOURS),
    )
    return FreshCode(text=codes.shown(code), expires_at=row.expires_at)


def pair_device(
    *, code: str, label: str, address: str, cookies: Mapping[str, str]
) -> Pairing:
    """Use a code up and give this browser a credential.

    `address` is who tries (core.limits.address_key); `cookies` are the browser's own:
    what it was paired to on this side before is revoked in the same transaction.
    Raises CodeMalformed, TooManyGuesses, CodeUnknown, CodeUsed or CodeExpired; only an
    unknown code counts as a guess. Of two presses at once one gets CodeUsed.
    """
    row = _code_guessed(code, address)
    with transaction.atomic():
        _use_up(row)
        replaced = device_of_cookies(Side(row.side), cookies)
        if replaced is not None:
            _revoke(replaced, by=row.made_by)
        credential = credentials.new_credential()
        device = Device.objects.create(
            side=row.side,
            traject=row.traject,
            school_class=row.school_class,
            label=label or _default_label(Side(row.side)),
            credential_hash=credentials.hash_of(credential),
            paired_by=row.made_by,
            valid_until=_valid_until(row),
        )
    return Pairing(device=device, credential=credential, replaced=replaced)


@transaction.atomic
def revoke_device(*, device: Device, by: User) -> None:
    """End a pairing at once. Raises PairingNotAllowed, or AlreadyRevoked the 2nd time.

    Does not cut its live line: call it through lessons.actions.
    """
    _check_may_pair(by, place_of(device), Side(device.side))
    if not _revoke(device, by=by):
        raise AlreadyRevoked(_("Dit toestel was al ontkoppeld."))


@transaction.atomic
def revoke_devices(*, devices: Iterable[Device], by: User) -> list[Device]:
    """Revoke devices whose ground has gone; those that were not revoked already.

    Asks no right: the action that took the ground away did.
    """
    return [device for device in devices if _revoke(device, by=by)]


@transaction.atomic
def renew_device(*, device: Device, by: User) -> None:
    """Let a class pairing hold for one more school year.

    Raises PairingNotAllowed or NotRenewable: revoked, for home, too early, or renewed
    by somebody else a moment ago. A lapsed one may be renewed.
    """
    _check_may_pair(by, place_of(device), Side(device.side))
    until = device.valid_until
    if until is None or not rules.may_renew_on(until, today()):
        raise NotRenewable(_("Dit toestel hoeft nu niet verlengd te worden."))
    unchanged = Device.objects.filter(pk=device.pk, valid_until=until, revoked_at=None)
    new_until = rules.next_lapse(max(until, today()))
    if unchanged.update(valid_until=new_until) != 1:
        raise NotRenewable(_("Dit toestel werd net al verlengd of ontkoppeld."))
    device.valid_until = new_until


def delete_old_codes(now: datetime) -> int:
    """Delete codes that ended 30 days ago or longer; how many. Safe to repeat."""
    before = now - timedelta(days=KEEP_ENDED_CODES_DAYS)
    ended = Q(used_at__lt=before) | Q(expires_at__lt=before)
    deleted, _per_model = PairingCode.objects.filter(ended).delete()
    return deleted


def _code_guessed(text: str, address: str) -> PairingCode:
    """The row of the code that was typed; a wrong one counts as a guess."""
    code = codes.normalised(text)
    if not code:
        raise CodeMalformed(
            _("Een code heeft 8 tekens, zoals ACDE-4567. Kijk nog eens goed.")
        )
    count_guess(code, address)
    rows = PairingCode.objects.select_related("traject", "school_class", "made_by")
    row = rows.filter(code_hash=codes.hash_of(code)).first()
    if row is None:
        raise CodeUnknown(_("Deze code kennen we niet. Kijk nog eens goed."))
    forgive_guess(code, address)
    return row


def _use_up(row: PairingCode) -> None:
    """Mark as used, if it still may be: the maker's right is read again."""
    now, place = timezone.now(), place_of(row)
    held = standing(hold_person(row.made_by_id), place)
    unused = PairingCode.objects.filter(pk=row.pk, used_at=None)
    if row.used_at is None and (
        row.expires_at <= now
        or not _is_open(place)
        or not rules.may_pair(held, Side(row.side))
    ):
        raise CodeExpired(_("Deze code geldt niet meer. Vraag een nieuwe."))
    if unused.update(used_at=now) != 1:
        raise CodeUsed(_("Deze code is al gebruikt. Vraag een nieuwe."))


def _revoke(device: Device, *, by: User) -> bool:
    """False if it was revoked already."""
    now = timezone.now()
    held = Device.objects.filter(pk=device.pk, revoked_at=None)
    return held.update(revoked_at=now, revoked_by=by) == 1


def _check_may_pair(by: User, place: Place, side: Side) -> None:
    if not rules.may_pair(standing(by, place), side):
        raise PairingNotAllowed(_("Jij mag voor deze kant geen toestellen koppelen."))


def _side_of(place: Place) -> Side:
    return Side.HOME if isinstance(place, Traject) else Side.CLASS


def _is_open(place: Place) -> bool:
    return not isinstance(place, Traject) or place.state in RUNNING


def _valid_until(row: PairingCode) -> date | None:
    if row.school_class is None:
        return None
    return rules.lapses_on(row.school_class.school_year, today())


def _default_label(side: Side) -> str:
    return _("Toestel thuis") if side is Side.HOME else _("Toestel in de klas")
