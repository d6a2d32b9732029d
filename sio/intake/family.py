"""How to reach the family, as an application says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sio.intake.choices import Role
from sio.intake.models import Application


@dataclass(frozen=True, slots=True)
class FamilyContact:
    """Whom of the family to phone; empty is what was not told."""

    name: str
    phone: str
    email: str
    language: str
    address: str = ""


def family_contact(application: Application) -> FamilyContact:
    """Of a parent that applies its own; else of the parent that was named.

    A pupil that names no parent is reached itself. Whoever else applies gives the
    family's data apart: its own are never the family's.
    """
    answers = application.answers
    address = _place(answers)
    said = _told(answers, "family_")
    named = said["phone"] or said["email"]
    if application.role == Role.PARENT or (
        application.role == Role.PUPIL and not named
    ):
        return FamilyContact(
            name=answers.get("applicant_name", ""),
            phone=answers.get("phone", ""),
            email=application.email,
            language=application.language,
            address=address,
        )
    of_pupil = application.role == Role.PUPIL
    language = said["language"] or (application.language if of_pupil else "")
    return FamilyContact(
        name=said["name"] or _pupil(answers),
        phone=said["phone"],
        email=said["email"],
        language=language,
        address=address,
    )


def _told(answers: Mapping[str, Any], prefix: str) -> dict[str, str]:
    names = ("name", "phone", "email", "language")
    return {name: str(answers.get(prefix + name, "")) for name in names}


def _place(answers: Mapping[str, Any]) -> str:
    """Postcode and municipality: no street is asked."""
    parts = (answers.get("postcode", ""), answers.get("municipality", ""))
    return " ".join(part for part in parts if part)


def _pupil(answers: Mapping[str, Any]) -> str:
    parts = (answers.get("pupil_first_name"), answers.get("pupil_last_name"))
    return " ".join(part for part in parts if part)
