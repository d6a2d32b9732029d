"""The refusal that every write on schools shares."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sio.accounts.models import User
from sio.accounts.queries import working_roles
from sio.core.errors import DomainError
from sio.schools import rules


class SchoolNotAllowed(DomainError):
    code = "schools.not_allowed"


def check_may_manage(by: User) -> None:
    """Raises SchoolNotAllowed for who is not the coordinator."""
    if not rules.may_manage_schools(working_roles(by)):
        raise SchoolNotAllowed(_("Dit doet de coördinator."))


def check_may_manage_regions(by: User) -> None:
    """Raises SchoolNotAllowed for who may not divide the regions."""
    if not rules.may_manage_regions(working_roles(by)):
        raise SchoolNotAllowed(_("Dit doet de coördinator."))
