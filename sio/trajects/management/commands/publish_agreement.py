"""Publish a version of the user agreement; both sides are then asked to accept it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sio.core.errors import DomainError
from sio.trajects.actions import publish_agreement
from sio.trajects.agreement_files import BadFolder, read_version


class Command(BaseCommand):
    help = "Publish the agreement in FOLDER, whose name is the version's number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        try:
            version, bodies = read_version(folder.resolve())
            added = publish_agreement(version=version, bodies=bodies)
        except (BadFolder, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"version {version}: {len(added)} texts added")
