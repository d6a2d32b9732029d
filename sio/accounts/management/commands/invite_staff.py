"""Invite somebody with a staff role: the only way to the first coordinator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError

from sio.accounts.actions import give_role, invite_person
from sio.accounts.models import Role
from sio.core.errors import DomainError


class Command(BaseCommand):
    help = "Invite EMAIL, called NAME, with a staff role; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument(
            "--role", choices=Role.Kind.values, default=Role.Kind.COORDINATOR.value
        )
        parser.add_argument(
            "--language", choices=dict(settings.LANGUAGES), default="nl-be"
        )

    def handle(self, *_args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
            with transaction.atomic():
                user = invite_person(
                    email=email, name=name, language=options["language"], by=None
                )
                give_role(user=user, kind=options["role"], by=None)
        except (ValidationError, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.email}: {options['role']}")
